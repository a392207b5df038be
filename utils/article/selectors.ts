/** One element of a selector. */
interface Compound {
  name: string | null;
  id: string | null;
  classes: string[];
}

/** Compounds of which each is the parent of the one before it. */
type Chain = Compound[];

const SIMPLE = /^(?:[\w-]+|\*)?(?:[.#][\w-]+)*$/;

/**
 * Whether elements are those of a selector. Names, ids and classes, one in another, are compared here; an engine would parse the selector anew for each
 * element it is asked of, and most sheets hold nothing else.
 */
export function selectorTest(selector: string): (element: Element) => boolean {
  const chains = parse(selector);
  if (!chains) {
    const attribute = /^[^:]*\[([\w-]+)[^\]]*\][^\s:>+~]*$/.exec(selector)?.[1];
    return (element) => {
      if (attribute && !element.hasAttribute(attribute)) return false;
      try {
        return element.matches(selector);
      } catch {
        return false; // A selector this engine doesn't know hides nothing that we could know of.
      }
    };
  }
  return (element) => isWithin(element, chains);
}

/** The chains from the innermost; null where an element is asked for more than name, id and classes. */
function parse(selector: string): Chain[] | null {
  const parts = selector
    .trim()
    .replace(/\s*>\s*/g, '>')
    .split(/\s+/)
    .map((part) => part.split('>').reverse())
    .reverse();
  if (!parts.flat().every((part) => part !== '' && SIMPLE.test(part))) return null;
  return parts.map((chain) =>
    chain.map((part) => ({
      name: /^[\w-]+/.exec(part)?.[0].toLowerCase() ?? null,
      id: /#([\w-]+)/.exec(part)?.[1] ?? null,
      classes: [...part.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name),
    })),
  );
}

/** The nearest elements that fit a chain are always as good as those further out. */
function isWithin(element: Element, [own = [], ...outer]: readonly Chain[]): boolean {
  let top = topOf(element, own);
  for (const chain of outer) {
    let at = top?.parentElement ?? null;
    top = topOf(at, chain);
    while (at && !top) {
      at = at.parentElement;
      top = topOf(at, chain);
    }
  }
  return top !== null;
}

/** The outermost element of the chain that begins at this one, or null. */
function topOf(element: Element | null, chain: Chain): Element | null {
  let at = element;
  let top: Element | null = null;
  for (const compound of chain) {
    if (!at || !isCompound(at, compound)) return null;
    top = at;
    at = at.parentElement;
  }
  return top;
}

const isCompound = (element: Element, { name, id, classes }: Compound): boolean =>
  (name === null || element.localName === name) &&
  (id === null || element.getAttribute('id') === id) &&
  (classes.length === 0 || hasClasses(element.getAttribute('class'), classes));

function hasClasses(value: string | null, classes: readonly string[]): boolean {
  const own = value?.split(/\s+/) ?? [];
  return classes.every((name) => own.includes(name));
}
