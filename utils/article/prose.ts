import { proseWeight } from './kind.ts';
import type { Line } from './visible-text.ts';

/** Parts of a page that hold text, but never an article's own. */
const ASIDE_NAME = /^(?:NAV|FOOTER|ASIDE|TFOOT)$/;
const ASIDE_CLASS =
  /comment|reply|replies|pinglun|recommend|related|relate-|sidebar|side-bar|footer|copyright|disclaimer|hot-?(?:list|news)|tuijian|login|popup|modal|dialog/i;
/** An element that holds this share of its parent's prose is where the text is.  */
const MAIN_SHARE = 0.6;

/** An element with a telling class that holds this share of all text is no aside, whatever it is called: layouts name their wrappers so (has-sidebar). */
const WRAPPER_SHARE = 0.6;

/** Where the running text of a page is. */
export interface Prose {
  /** The element in which it is gathered. */
  element: Element;
  /** Whether an element is in a part of the page that is never the article's. */
  isAside: (element: Element) => boolean;
}

/** Weighs every element by the running text below it, and goes down to where that is gathered. */
export function findProse(lines: readonly Line[], root: Element): Prose {
  const all = weigh(lines, root, () => false);
  const isAside = asideFinder(root, all.weights);
  const { weights, counts } = weigh(lines, root, isAside);
  let element = root;
  for (;;) {
    let best: Element | null = null;
    for (const child of element.children)
      if ((weights.get(child) ?? 0) > ((best && weights.get(best)) ?? 0)) best = child;
    if (!best || (weights.get(best) ?? 0) < MAIN_SHARE * (weights.get(element) ?? 0)) break;
    // A long paragraph among short ones is not the article.
    if (counts.get(best) === 1 && (counts.get(element) ?? 0) > 1) break;
    element = best;
  }
  return { element, isAside };
}

/** Characters and lines of running text below each element. */
function weigh(lines: readonly Line[], root: Element, isAside: (element: Element) => boolean) {
  const weights = new Map<Element, number>();
  const counts = new Map<Element, number>();
  for (const line of lines) {
    const weight = proseWeight(line.text, line.linked);
    if (weight === 0 || isAside(line.element)) continue;
    for (let element: Element | null = line.element; element; element = element.parentElement) {
      weights.set(element, (weights.get(element) ?? 0) + weight);
      counts.set(element, (counts.get(element) ?? 0) + 1);
      if (element === root) break;
    }
  }
  return { weights, counts };
}

/** Remembers the answer of every element on the way up, so that a page is climbed once. */
function asideFinder(root: Element, weights: ReadonlyMap<Element, number>): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  const most = WRAPPER_SHARE * (weights.get(root) ?? 0);
  const isNamed = (element: Element) =>
    ASIDE_NAME.test(element.nodeName) ||
    (ASIDE_CLASS.test(`${element.className} ${element.id}`) && (weights.get(element) ?? 0) <= most);
  return (element) => {
    const path: Element[] = [];
    let answer = false;
    for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
      const before = known.get(at);
      answer = before ?? isNamed(at);
      if (before === undefined) path.push(at);
      if (before !== undefined || answer) break;
    }
    for (const at of path) known.set(at, answer);
    return answer;
  };
}
