/** What a reader can see of an element: its own text, perhaps only text of elements within it, or nothing at all. */
export type Seen = 'text' | 'inside' | 'nothing';

/**
 * Asks the layout where there is one; on a parsed document (a test, a file) infers from attributes, inline styles and simple rules of
 * the page's own style sheets.
 */
export function visibilityOf(document: Document): (element: Element) => Seen {
  const hasLayout =
    document.defaultView !== null && typeof document.documentElement?.checkVisibility === 'function';
  const look = hasLayout ? byLayout(document.defaultView) : byMarkup(document);
  return (element) => (NEVER_READ.has(element.localName) ? 'nothing' : look(element));
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

function byLayout(view: Window | null) {
  // The second name is the first's older spelling (Chromium before 121).
  const withProperty = { visibilityProperty: true, checkVisibilityCSS: true };
  return (element: Element): Seen => {
    if (element.checkVisibility(withProperty)) return 'text';
    // An element with `display: contents` has no box of its own, and so counts as invisible, though its children show.
    if (view?.getComputedStyle(element).display === 'contents') return 'text';
    return element.checkVisibility() ? 'inside' : 'nothing';
  };
}

function byMarkup(document: Document) {
  const ruled = {
    display: ruledValues(document, 'display'),
    visibility: ruledValues(document, 'visibility'),
  };
  const declared = (element: Element, property: HidingRule['property']): string | null => {
    const style = element.getAttribute('style');
    const inline = style === null ? null : declaredValue(style, property);
    return inline ?? ruled[property].get(element) ?? null;
  };
  const isClosed = (element: Element) => {
    const display = declared(element, 'display');
    if (display !== null) return display === 'none';
    return element.hasAttribute('hidden') || isFoldedAway(element);
  };
  const showsText = (element: Element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      const visibility = declared(at, 'visibility');
      if (visibility !== null) return visibility === 'visible';
    }
    return true;
  };
  return (element: Element): Seen => (isClosed(element) ? 'nothing' : showsText(element) ? 'text' : 'inside');
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

/** What the page's rules say of its elements, the last one first. Specificity is not weighed. */
function ruledValues(document: Document, property: HidingRule['property']): Map<Element, string> {
  const values = new Map<Element, string>();
  for (const rule of hidingRules(document, property)) {
    for (const element of elementsOf(document, rule.selector)) values.set(element, rule.value);
  }
  return values;
}

/** Rules outside any @-rule that set the property, in their order. */
function hidingRules(document: Document, property: HidingRule['property']): HidingRule[] {
  const sheets = [...document.querySelectorAll('style')].map((style) => style.textContent ?? '').join('\n');
  const plain = sheets
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@[^{};]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|@[^{};]+;/g, '');
  return [...plain.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selector = '', body = '']) => {
    const value = declaredValue(body, property);
    return value === null ? [] : [{ selector: selector.trim(), property, value }];
  });
}

function declaredValue(declarations: string, property: string): string | null {
  const found = [...declarations.matchAll(new RegExp(`(?:^|[;\\s])${property}\\s*:\\s*([a-z-]+)`, 'gi'))].at(
    -1,
  );
  return found?.[1]?.toLowerCase() ?? null;
}

function elementsOf(document: Document, selector: string): Iterable<Element> {
  try {
    return document.querySelectorAll(selector);
  } catch {
    return []; // a selector newer than this engine hides nothing here
  }
}
