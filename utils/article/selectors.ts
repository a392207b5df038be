/** One element of a selector. */
interface Compound {
  name: string | null;
  id: string | null;
  classes: string[];
}

const SIMPLE = /^(?:[\w-]+|\*)?(?:[.#][\w-]+)*$/;

/**
 * Whether elements are those of a selector. Names, ids and classes, one in another, are compared here; an engine would parse the selector anew for each
 * element it is asked of, and most sheets hold nothing else.
 */
export function selectorTest(selector: string): (element: Element) => boolean {
  const isChain = selector.includes('>');
  const compounds = parse(selector, isChain ? /\s*>\s*/ : /\s+/);
  if (!compounds)
    return (element) => {
      try {
        return element.matches(selector);
      } catch {
        return false; // A selector this engine doesn't know hides nothing that we could know of.
      }
    };
  return (element) => isWithin(element, compounds, isChain);
}

/** The compounds from the innermost; null where one asks for more than name, id and classes. */
function parse(selector: string, combinator: RegExp): Compound[] | null {
  const parts = selector.trim().split(combinator).reverse();
  if (!parts.every((part) => part !== '' && SIMPLE.test(part))) return null;
  return parts.map((part) => ({
    name: /^[\w-]+/.exec(part)?.[0].toLowerCase() ?? null,
    id: /#([\w-]+)/.exec(part)?.[1] ?? null,
    classes: [...part.matchAll(/\.([\w-]+)/g)].map(([, name = '']) => name),
  }));
}

/** The nearest element that fits is always as good as one further out, as long as no step asks for a parent. */
function isWithin(element: Element, [own, ...outer]: readonly Compound[], isChain: boolean): boolean {
  if (!own || !isCompound(element, own)) return false;
  let at = element.parentElement;
  for (const compound of outer) {
    while (at && !isCompound(at, compound)) at = isChain ? null : at.parentElement;
    if (!at) return false;
    at = at.parentElement;
  }
  return true;
}

const isCompound = (element: Element, { name, id, classes }: Compound): boolean =>
  (name === null || element.nodeName.toLowerCase() === name) &&
  (id === null || element.getAttribute('id') === id) &&
  (classes.length === 0 || hasClasses(element.getAttribute('class'), classes));

function hasClasses(value: string | null, classes: readonly string[]): boolean {
  const own = value?.split(/\s+/) ?? [];
  return classes.every((name) => own.includes(name));
}
