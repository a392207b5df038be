/** Gives elements by their name. A document does; asked for several names, it goes through all of its elements for each. */
export interface NamedElements {
  getElementsByTagName(name: string): Iterable<Element>;
}

/** Elements that say something of a page for machines. */
const MACHINE = 'base,link,meta,script,style';
/** Those that lead to another page, besides. */
export const WITH_LINKS = `${MACHINE},a,option`;

/** The elements of some names, found by going through the page once, when first asked. */
export function namedElements(document: Document, names = MACHINE): NamedElements {
  let found: Map<string, Element[]> | null = null;
  return {
    getElementsByTagName: (name) => {
      found ??= byName(document.querySelectorAll(names));
      return found.get(name) ?? [];
    },
  };
}

function byName(elements: Iterable<Element>): Map<string, Element[]> {
  const found = new Map<string, Element[]>();
  for (const element of elements) {
    const same = found.get(element.localName);
    if (same) same.push(element);
    else found.set(element.localName, [element]);
  }
  return found;
}
