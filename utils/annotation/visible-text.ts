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
  const ruled = {
    display: ruledValues(document, 'display'),
    visibility: ruledValues(document, 'visibility'),
  };
  const declared = (element: Element, property: HidingRule['property']): string | null => {
    const style = element.getAttribute('style');
    const inline = style === null ? null : declaredValue(style, property);
    return inline ?? ruled[property].get(element) ?? null;
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
