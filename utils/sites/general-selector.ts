import { selectorOf } from '../article/field.ts';
import { own } from '../shadowed.ts';

/** Names that say how an element looks or what it is doing, or that were made for this page alone. */
const PASSING =
  /\d{3}|^(?:active|current|on|off|open|show|hide|hover|selected|first|last|odd|even|clear(?:fix)?|cf|fl|fr|left|right|red|bold|b|w\d+|css-.*|sc-.*|jsx-.*)$|__[A-Za-z\d]{5,}$|[A-Za-z]\d+[A-Za-z]+\d/i;
const PLAIN = /^[A-Za-z][\w-]{0,40}$/;
/** Ancestors that are looked at for a name. */
const MOST_ANCESTORS = 8;

/**
 * Selectors that find the element first, the likeliest to find its like on other pages of the site before those that count positions: by its own
 * id or class, by a named ancestor, by its path from one, and last by its path from the body. `isNamed` is false for the last.
 */
export function generalSelectors(element: Element): { selector: string; isNamed: boolean }[] {
  const selectors = [...namesOf(element), ...belowAncestors(element)];
  const path = selectorOf(element);
  return [
    ...selectors
      .filter((selector) => isFirst(element, selector))
      .map((selector) => ({ selector, isNamed: true })),
    ...(path === null || PASSING.test(path) ? [] : [{ selector: path, isNamed: false }]),
  ];
}

/** `#source`, `[itemprop="author"]`, `span.source`: alone enough, where they are names that last. */
function namesOf(element: Element): string[] {
  const tag = element.nodeName.toLowerCase();
  if (!PLAIN.test(tag)) return [];
  const property = element.getAttribute('itemprop') ?? '';
  const classes = [...element.classList].filter(isLasting);
  return [
    ...(isLasting(element.id) ? [`#${element.id}`] : []),
    ...(PLAIN.test(property) ? [`${tag}[itemprop="${property}"]`] : []),
    ...(classes.length > 1 ? [`${tag}.${classes.join('.')}`] : []),
    ...classes.map((name) => `${tag}.${name}`),
    ...(/^(?:h1|time|figcaption)$/.test(tag) ? [tag] : []),
  ];
}

function belowAncestors(element: Element): string[] {
  const own = namesOf(element);
  const tag = element.nodeName.toLowerCase();
  const selectors: string[] = [];
  let path = '';
  let below = element;
  for (
    let at = element.parentElement, steps = 0;
    at && steps < MOST_ANCESTORS;
    at = at.parentElement, steps++
  ) {
    path = path === '' ? stepOf(below) : `${stepOf(below)} > ${path}`;
    for (const name of namesOf(at)) {
      selectors.push(...own.map((each) => `${name} ${each}`));
      if (steps < 2) selectors.push(`${name} ${tag}`);
      selectors.push(`${name} > ${path}`);
    }
    below = at;
  }
  return selectors;
}

/** Its place among its like; counted from the end where that is nearer, since what stands last does so on a longer page too. */
function stepOf(element: Element): string {
  const tag = element.nodeName.toLowerCase();
  const { parentElement } = element;
  const all = [...(parentElement ? own(parentElement, 'children') : [])].filter(
    ({ nodeName }) => nodeName === element.nodeName,
  );
  if (all.length < 2) return tag;
  const position = all.indexOf(element);
  const fromEnd = all.length - position;
  return all.length > 4 && fromEnd < position
    ? `${tag}:nth-last-of-type(${fromEnd})`
    : `${tag}:nth-of-type(${position + 1})`;
}

const isLasting = (name: string) => PLAIN.test(name) && !PASSING.test(name);

function isFirst(element: Element, selector: string): boolean {
  try {
    return element.ownerDocument.querySelector(selector) === element;
  } catch {
    return false;
  }
}
