import { proseWeight } from './kind.ts';
import type { Line } from './visible-text.ts';

/** Parts of a page that hold text, but never an article's own. */
const ASIDE_NAME = /^(?:NAV|FOOTER|ASIDE|TFOOT)$/;
const ASIDE_CLASS =
  /comment|reply|replies|pinglun|recommend|related|relate-|sidebar|side-bar|footer|copyright|disclaimer|hot-?(?:list|news)|tuijian|login|popup|modal|dialog/i;
/** An element that holds this share of its parent's prose is where the text is.  */
const MAIN_SHARE = 0.6;

/** The element where the running text of the lines is gathered: weighs every element by the text below it and goes down. */
export function findProse(lines: readonly Line[], root: Element): Element {
  const weights = new Map<Element, number>();
  /** How many lines of running text are below an element. */
  const counts = new Map<Element, number>();
  const asides = new Map<Element, boolean>();
  for (const line of lines) {
    const weight = proseWeight(line.text, line.linked);
    if (weight === 0 || isAside(line.element, root, asides)) continue;
    for (let element: Element | null = line.element; element; element = element.parentElement) {
      weights.set(element, (weights.get(element) ?? 0) + weight);
      counts.set(element, (counts.get(element) ?? 0) + 1);
      if (element === root) break;
    }
  }
  let element = root;
  for (;;) {
    let best: Element | null = null;
    for (const child of element.children)
      if ((weights.get(child) ?? 0) > ((best && weights.get(best)) ?? 0)) best = child;
    if (!best || (weights.get(best) ?? 0) < MAIN_SHARE * (weights.get(element) ?? 0)) return element;
    // A long paragraph among short ones is not the article.
    if (counts.get(best) === 1 && (counts.get(element) ?? 0) > 1) return element;
    element = best;
  }
}

/** Whether the element is in a part of the page that is never the article's. Remembers the answer of every element on the way up. */
export function isAside(element: Element, root: Element, known: Map<Element, boolean>): boolean {
  const path: Element[] = [];
  let answer = false;
  for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
    const before = known.get(at);
    if (before !== undefined) {
      answer = before;
      break;
    }
    path.push(at);
    if (
      ASIDE_NAME.test(at.nodeName) ||
      (at.nodeName !== 'BODY' && ASIDE_CLASS.test(`${at.className} ${at.id}`))
    ) {
      answer = true;
      break;
    }
  }
  for (const at of path) known.set(at, answer);
  return answer;
}
