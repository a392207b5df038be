/** Whether a reader can see text that stands directly in this element. Made once for a walk over a document. */
export interface Visibility {
  /** Nothing inside can be seen: the walk need not enter. */
  isClosed(element: Element): boolean;
  /** The element's own text can be seen. Asked only where no ancestor is closed. */
  showsText(element: Element): boolean;
}

/**
 * Asks the layout where there is one; on a parsed document (a test, a file) infers from attributes, inline styles and simple rules of
 * the page's own style sheets.
 */
export function visibilityOf(document: Document): Visibility {
  const hasLayout =
    document.defaultView !== null && typeof document.documentElement?.checkVisibility === 'function';
  const look = hasLayout ? byLayout(document.defaultView) : byMarkup(document);
  return {
    isClosed: (element) => NEVER_READ.has(element.localName) || look.isClosed(element),
    showsText: look.showsText,
  };
}

/** What these hold is not text of the page: code, fallbacks that aren't shown, and what the reader types. */
const NEVER_READ = new Set([
  ...[
    'script',
    'style',
    'template',
    'noscript',
    'head',
    'title',
    'iframe',
    'object',
    'canvas',
    'audio',
    'video',
  ],
  ...['textarea', 'input', 'select', 'datalist'],
]);

function byLayout(view: Window | null): Visibility {
  return {
    // An element with `display: contents` has no box of its own, and so counts as invisible, though its children show.
    isClosed: (element) =>
      !element.checkVisibility() && view?.getComputedStyle(element).display !== 'contents',
    // The second name is the first's older spelling (Chromium before 121).
    showsText: (element) =>
      view?.getComputedStyle(element).display === 'contents' ||
      element.checkVisibility({ visibilityProperty: true, checkVisibilityCSS: true }),
  };
}

function byMarkup(document: Document): Visibility {
  const rules = hidingRules(document);
  const declared = (element: Element, property: HidingRule['property']): string | null => {
    const inline = declaredValue(element.getAttribute('style') ?? '', property);
    if (inline !== null) return inline;
    return (
      rules.findLast((rule) => rule.property === property && matches(element, rule.selector))?.value ?? null
    );
  };
  return {
    isClosed: (element) => {
      const display = declared(element, 'display');
      if (display !== null) return display === 'none';
      return element.hasAttribute('hidden') || isFoldedAway(element);
    },
    showsText: (element) => {
      for (let at: Element | null = element; at; at = at.parentElement) {
        const visibility = declared(at, 'visibility');
        if (visibility !== null) return visibility === 'visible';
      }
      return true;
    },
  };
}

/** Inside a closed `<details>`, all but its summary. */
function isFoldedAway(element: Element): boolean {
  const parent = element.parentElement;
  return parent?.localName === 'details' && !parent.hasAttribute('open') && element.localName !== 'summary';
}

interface HidingRule {
  selector: string;
  property: 'display' | 'visibility';
  value: string;
}

/** Rules outside any @-rule that set one of the two properties, in their order. Specificity is not weighed. */
function hidingRules(document: Document): HidingRule[] {
  const sheets = [...document.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n');
  const plain = sheets
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;/g, '');
  const rules: HidingRule[] = [];
  for (const [, selector = '', body = ''] of plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    for (const property of ['display', 'visibility'] as const) {
      const value = declaredValue(body, property);
      if (value !== null) rules.push({ selector: selector.trim(), property, value });
    }
  }
  return rules;
}

function declaredValue(declarations: string, property: string): string | null {
  const found = [...declarations.matchAll(new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([a-z-]+)`, 'gi'))].at(
    -1,
  );
  return found?.[1]?.toLowerCase() ?? null;
}

function matches(element: Element, selector: string): boolean {
  try {
    return element.matches(selector);
  } catch {
    return false; // a selector newer than this engine hides nothing here
  }
}
