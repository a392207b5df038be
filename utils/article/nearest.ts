/** Markup that a person or a program writes on purpose stands within so many levels of what it says something of; pages nest thousands deep. */
const MAX_LEVELS = 100;

/** The element itself or its nearest ancestor of such a node name: `closest` for names, without a selector to be parsed for each of thousands of lines. */
export function nearest(element: Element | null, name: RegExp): Element | null {
  let at = element;
  for (let level = 0; at && !name.test(at.localName); level++)
    at = level < MAX_LEVELS ? at.parentElement : null;
  return at;
}

/** `nearest` for many elements of a page that stays as it is meanwhile: lines share most of their ancestors, and each is looked at once. */
export function nearestOf(name: RegExp): (element: Element | null) => Element | null {
  const known = new Map<Element, Element | null>();
  return (element) => {
    const way: Element[] = [];
    let found: Element | null = null;
    for (let at = element; at && way.length < MAX_LEVELS; at = at.parentElement) {
      const before = known.get(at);
      if (before !== undefined || name.test(at.localName)) {
        found = before === undefined ? at : before;
        break;
      }
      way.push(at);
    }
    for (const passed of way) known.set(passed, found);
    return found;
  };
}
