import type { NamedElements } from './named-elements.ts';
import { selectorTest } from './selectors.ts';
import { type IsVisible, readLines } from './visible-text.ts';

/**
 * What a person can see, told from markup alone, for pages without layout (saved files, snapshots, tests):
 * attributes, inline styles and the rules of the page's own `<style>` elements. External sheets and media queries are unknown, so an element
 * that only they hide counts as visible.
 */
export function inferVisibility(document: Document, elements: NamedElements = document): IsVisible {
  const isHiddenBySheets = hiddenByStyleSheets(elements);
  const isBelieved = revealedByScript(document);
  return (element) => !(isHiddenByMarkup(element) || isHiddenBySheets(element)) || isBelieved(element);
}

/** Shorter parts are never the page's text. */
const MIN_REVEALED_LENGTH = 500;
const MIN_REVEALED_SHARE = 0.6;
/** So many are measured: they hold each other, and what is nested deeper was made to be hard to read. */
const MAX_MEASURED = 20;

/** Pages that show themselves by script when they are ready hide most of their text in their markup; no script runs here. */
function revealedByScript(document: Document): IsVisible {
  let all = 0;
  let measured = 0;
  const lengthOf = (element: Element) =>
    readLines(element, () => true).reduce((sum, { text, linked }) => sum + text.length - linked, 0);
  return (element) => {
    if (measured > MAX_MEASURED || element.hasAttribute('hidden')) return false;
    const { length } = element.textContent ?? '';
    if (length < MIN_REVEALED_LENGTH) return false;
    all ||= lengthOf(document.body);
    if (length < all * MIN_REVEALED_SHARE) return false;
    measured++;
    return lengthOf(element) > all * MIN_REVEALED_SHARE;
  };
}

export function isHiddenByMarkup(element: Element): boolean {
  if (!element.hasAttributes()) return element.localName === 'dialog';
  if (element.hasAttribute('hidden')) return true;
  if (element.localName === 'dialog' && !element.hasAttribute('open')) return true;
  if (
    element.getAttribute('aria-hidden') === 'true' &&
    (/dialog/.test(element.getAttribute('role') ?? '') || element.querySelector('input'))
  )
    return true;
  const style = element.getAttribute('style');
  return style !== null && (HIDES.exec(style)?.[0] ?? '') !== '';
}

/** Classes by which frameworks and wikis everywhere hide an element, where the sheet that says so is not at hand. */
const HIDDEN_NAME =
  /(?:^|\s)(?:hide|hidden|is-hidden|d-none|sr-only|visually-?hidden|screen-reader-text|(?:[\w]+-)?collapsed)(?:\s|$)/i;

const HIDES = /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))/i;
const SHOWS = /(?:^|[;{\s])(?:display\s*:\s*(?!none)[a-z-]+|visibility\s*:\s*visible)/i;
/** Style sheets beyond this many characters are not read: they belong to page builders and would cost seconds. */
const MAX_STYLE_CHARACTERS = 2_000_000;
const MAX_RULES = 3_000;

interface VisibilityRule {
  selector: string;
  /** Made when an element is first asked. */
  isOf?: (element: Element) => boolean;
  hides: boolean;
  important: boolean;
  /** Its place among all. */
  order: number;
}

type RulesByKey = Map<string, VisibilityRule[]>;

/**
 * Asks an element only for the rules that name it by its last id, class or name, so that a page of many rules costs no search of each through the page;
 * and for those that show only where something hides it.
 */
function hiddenByStyleSheets(elements: NamedElements): (element: Element) => boolean {
  const rules = visibilityRules(elements);
  const hiding = rulesByKey(rules.filter(({ hides }) => hides));
  const showing = rulesByKey(rules.filter(({ hides }) => !hides));
  const isNameRuled = ({ localName }: Element) => hiding.has(localName) || hiding.has('*');
  // Most elements share their classes with many others.
  const known = new Map<string, { isNamed: boolean; names: string[] }>();
  return (element) => {
    if (!element.hasAttributes() && !isNameRuled(element)) return false;
    const classes = element.getAttribute('class') ?? '';
    let own = known.get(classes);
    if (!own) {
      own = { isNamed: HIDDEN_NAME.test(classes), names: classes.split(/\s+/).map((name) => `.${name}`) };
      known.set(classes, own);
    }
    if (rules.length === 0) return own.isNamed;
    const keys = [...own.names, `#${element.getAttribute('id')}`, element.localName, '*'];
    const hidden = strongest(hiding, keys, element, null);
    if (!hidden && !own.isNamed) return false;
    return strongest(showing, keys, element, hidden)?.hides ?? own.isNamed;
  };
}

function rulesByKey(rules: readonly VisibilityRule[]): RulesByKey {
  const byKey: RulesByKey = new Map();
  for (const rule of rules) {
    const key = keyOf(rule.selector);
    const same = byKey.get(key);
    if (same) same.push(rule);
    else byKey.set(key, [rule]);
  }
  return byKey;
}

/** The strongest rule of the element's, and of the one that decided before. */
function strongest(
  byKey: RulesByKey,
  keys: readonly string[],
  element: Element,
  before: VisibilityRule | null,
): VisibilityRule | null {
  let decided = before;
  for (const key of keys)
    for (const rule of byKey.get(key) ?? [])
      if (!decided || isStronger(rule, decided)) {
        rule.isOf ??= selectorTest(rule.selector);
        if (rule.isOf(element)) decided = rule;
      }
  return decided;
}

/** The id, else the last class, else the name of the element that a selector ends in. */
function keyOf(selector: string): string {
  const last = selector.split(/[\s>+~]+/).at(-1) ?? '';
  return (
    /#[\w-]+/.exec(last)?.[0] ??
    /\.[\w-]+/.exec(last)?.[0] ??
    (/^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase() || '*')
  );
}

/** Of two equals the later wins. */
function isStronger(rule: VisibilityRule, before: VisibilityRule): boolean {
  if (rule.important !== before.important) return rule.important;
  const [own, other] = [specificityOf(rule.selector), specificityOf(before.selector)];
  if (own !== other) return own > other;
  return rule.order > before.order;
}

function visibilityRules(elements: NamedElements): VisibilityRule[] {
  let css = '';
  for (const style of elements.getElementsByTagName('style')) {
    const media = style.getAttribute('media') ?? '';
    if (/print|speech/.test(media) && !/all|screen/.test(media)) continue;
    css += `${style.textContent ?? ''}\n`;
    if (css.length > MAX_STYLE_CHARACTERS) break;
  }
  const rules: VisibilityRule[] = [];
  for (const [selectors, declarations] of plainRules(css.slice(0, MAX_STYLE_CHARACTERS))) {
    const hides = HIDES.test(declarations);
    if (!hides && !SHOWS.test(declarations)) continue;
    const important = /!important/i.test(declarations);
    for (const part of selectors.split(',')) {
      const selector = part.trim();
      if (selector && !/:(?!not|first|last|nth|only)|[{}@]/.test(selector))
        rules.push({ selector, hides, important, order: rules.length });
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
    const before = text.slice(position, open);
    const selectors = before.slice(before.lastIndexOf(';') + 1).trim();
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

/** Ids × 100 + classes, attributes, pseudo-classes × 10 + types: enough for the pages we meet. */
function specificityOf(selector: string): number {
  const ids = selector.match(/#[\w-]/g)?.length ?? 0;
  const classes = selector.match(/\.[\w-]|\[|:/g)?.length ?? 0;
  const types = selector.match(/(?:^|[\s>+~])[a-z]/gi)?.length ?? 0;
  return ids * 100 + classes * 10 + types;
}
