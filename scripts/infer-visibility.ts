/**
 * Gives the elements of a parsed document the answer that a layout would: `checkVisibility`, inferred from attributes, inline styles and simple rules of the
 * page's own style sheets. For tests and measurements, which have no browser.
 */
export function inferVisibility(document: Document): Document {
  const view = document.defaultView;
  if (!view) throw new Error('a document without a window');
  let seenOf = byMarkup(document);
  const checkVisibility = function (this: Element, options?: CheckVisibilityOptions) {
    // Each reading of the page begins with its body; the page may have been edited since the one before.
    if (this === document.body) seenOf = byMarkup(document);
    const seen = seenOf(this);
    return options?.visibilityProperty ? seen === 'text' : seen !== 'nothing';
  };
  Object.assign(view, { getComputedStyle: () => ({ display: '' }) });
  Object.assign(Reflect.get(view, 'Element').prototype, { checkVisibility });
  return document;
}

type Seen = 'text' | 'inside' | 'nothing';

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
