import { type IsVisible, readLines } from './visible-text.ts';

/**
 * What a person can see, told from markup alone, for pages without layout (saved files, snapshots, tests):
 * attributes, inline styles and the rules of the page's own `<style>` elements. External sheets and media queries are unknown, so an element
 * that only they hide counts as visible.
 */
export function inferVisibility(document: Document): IsVisible {
  const hidden = hiddenByStyleSheets(document);
  const isBelieved = revealedByScript(document);
  return (element) => !(hidden.has(element) || isHiddenByMarkup(element)) || isBelieved(element);
}

/** Shorter parts are never the page's text. */
const MIN_REVEALED_LENGTH = 500;
const MIN_REVEALED_SHARE = 0.6;

/** Pages that show themselves by script when they are ready hide most of their text in their markup; no script runs here. */
function revealedByScript(document: Document): IsVisible {
  let all = 0;
  const lengthOf = (element: Element) =>
    readLines(element, () => true).reduce((sum, { text, linked }) => sum + text.length - linked, 0);
  return (element) => {
    if ((element.textContent ?? '').length < MIN_REVEALED_LENGTH || element.hasAttribute('hidden'))
      return false;
    all ||= lengthOf(document.body);
    return lengthOf(element) > all * MIN_REVEALED_SHARE;
  };
}

export function isHiddenByMarkup(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true;
  if (element.nodeName === 'DIALOG' && !element.hasAttribute('open')) return true;
  if (
    element.getAttribute('aria-hidden') === 'true' &&
    (/dialog/.test(element.getAttribute('role') ?? '') || element.querySelector('input'))
  )
    return true;
  const style = element.getAttribute('style');
  return style !== null && (HIDES.exec(style)?.[0] ?? '') !== '';
}

const HIDES = /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const SHOWS = /(?:^|[;{\s])(?:display\s*:\s*(?!none)[a-z-]+|visibility\s*:\s*visible)/i;
/** Style sheets beyond this many characters are not read: they belong to page builders and would cost seconds. */
const MAX_STYLE_CHARACTERS = 2_000_000;
const MAX_RULES = 3_000;

interface VisibilityRule {
  selector: string;
  hides: boolean;
  important: boolean;
  /** Ids × 100 + classes, attributes, pseudo-classes × 10 + types: enough for the pages we meet. */
  specificity: number;
}

function hiddenByStyleSheets(document: Document): Set<Element> {
  const decided = new Map<Element, VisibilityRule>();
  for (const rule of visibilityRules(document)) {
    for (const element of elementsOf(document, rule.selector)) {
      const before = decided.get(element);
      if (!before || isStronger(rule, before)) decided.set(element, rule);
    }
  }
  const hidden = new Set<Element>();
  for (const [element, rule] of decided) if (rule.hides) hidden.add(element);
  return hidden;
}

/** Rules come in order, so of two equals the later wins. */
function isStronger(rule: VisibilityRule, before: VisibilityRule): boolean {
  if (rule.important !== before.important) return rule.important;
  return rule.specificity >= before.specificity;
}

function visibilityRules(document: Document): VisibilityRule[] {
  let css = '';
  for (const style of document.querySelectorAll('style')) {
    const media = style.getAttribute('media') ?? '';
    if (/print|speech/.test(media) && !/all|screen/.test(media)) continue;
    css += `${style.textContent ?? ''}\n`;
    if (css.length > MAX_STYLE_CHARACTERS) break;
  }
  const rules: VisibilityRule[] = [];
  for (const [selectors, declarations] of plainRules(css)) {
    const hides = HIDES.test(declarations);
    if (!hides && !SHOWS.test(declarations)) continue;
    const important = /!important/i.test(declarations);
    for (const part of selectors.split(',')) {
      const selector = part.trim();
      if (selector && !/:(?!not|first|last|nth|only)|[{}@]/.test(selector))
        rules.push({ selector, hides, important, specificity: specificityOf(selector) });
    }
    if (rules.length > MAX_RULES) break;
  }
  // Rules that show only matter where something hides.
  return rules.some((rule) => rule.hides) ? rules : [];
}

/** Top-level rules of a style sheet; blocks of `@media`, `@supports` and the like are stepped over. */
function* plainRules(css: string): Generator<[selectors: string, declarations: string]> {
  const text = css.replace(/\/\*[\s\S]*?(?:\*\/|$)/g, '').replace(/<!--|-->/g, '');
  let position = 0;
  while (position < text.length) {
    const open = text.indexOf('{', position);
    if (open < 0) return;
    const selectors = text
      .slice(text.lastIndexOf(';', open) >= position ? text.lastIndexOf(';', open) + 1 : position, open)
      .trim();
    const close = selectors.startsWith('@') ? matchingBrace(text, open) : text.indexOf('}', open);
    if (close < 0) return;
    if (!selectors.startsWith('@')) yield [selectors, text.slice(open + 1, close)];
    position = close + 1;
  }
}

function matchingBrace(text: string, open: number): number {
  let depth = 0;
  for (let index = open; index < text.length; index++) {
    if (text[index] === '{') depth++;
    else if (text[index] === '}' && --depth === 0) return index;
  }
  return -1;
}

function specificityOf(selector: string): number {
  const ids = selector.match(/#[\w-]/g)?.length ?? 0;
  const classes = selector.match(/\.[\w-]|\[|:/g)?.length ?? 0;
  const types = selector.match(/(?:^|[\s>+~])[a-z]/gi)?.length ?? 0;
  return ids * 100 + classes * 10 + types;
}

function elementsOf(document: Document, selector: string): Iterable<Element> {
  const lastClass = /\.([\w-]+)[^\s>+~]*$/.exec(selector)?.[1];
  if (lastClass && document.getElementsByClassName(lastClass).length === 0) return [];
  try {
    return document.querySelectorAll(selector);
  } catch {
    return []; // A selector this engine doesn't know hides nothing that we could know of.
  }
}
