import type { Selector } from '../../protocol/selectors.ts';
import { own } from '../shadowed.ts';
import { isElement } from './page-documents.ts';

/** What can be marked whole: pictures, and blocks whose shape says something that their text does not. The last is a picture that the kept copy lacks. */
const WHOLE = 'img, svg, canvas, video, table, pre, blockquote, .missing[data-address]';

/** A range around exactly one such element stands for it: selected, anchored and painted. Null for a range of text. */
export function elementOf({
  startContainer,
  startOffset,
  endContainer,
  endOffset,
}: AbstractRange): Element | null {
  if (startContainer !== endContainer || endOffset !== startOffset + 1) return null;
  const node = own(startContainer, 'childNodes')[startOffset];
  return isElement(node) && node.matches(WHOLE) ? node : null;
}

export function rangeAround(element: Element): Range {
  const range = element.ownerDocument.createRange();
  range.selectNode(element);
  return range;
}

/** Smaller ones are icons and rules, px. */
const LEAST_WIDTH = 96;
const LEAST_HEIGHT = 64;
/** What stands in these belongs to the site, not to the article. */
const ASIDE = 'nav, footer, aside, header, form, [role="navigation"], [role="banner"]';

/** Whether a reader would call it a picture or a block of the article. Asks the layout. */
export function isOfArticle(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= LEAST_WIDTH && height >= LEAST_HEIGHT && element.closest(ASIDE) === null;
}

/** The innermost under the pointer now: a script that comes late hears of no pointer that came before it. */
export function wholeElementUnderPointer(inner: Document): Element | null {
  const under = [...inner.querySelectorAll(':hover')].at(-1);
  return isElement(under) ? under.closest(WHOLE) : null;
}

/** All of them in the order of the page. */
export function wholeElements(root: Element): Element[] {
  return [...root.querySelectorAll(WHOLE)].filter(isOfArticle);
}

/** The innermost element around a node that can be marked whole. */
export function wholeElementAround(node: Element): Element | null {
  return node.closest(WHOLE);
}

export function isOfElement(selectors: readonly Selector[]): boolean {
  return selectors.some(({ type }) => type === 'CssSelector');
}

/** What a range holds, to notice a change: the words, or which element it is, from where, with what text. */
export function contentOf(range: Range): string {
  const element = elementOf(range);
  if (!element) return range.toString();
  return `${element.localName} ${element.getAttribute('src')} ${element.textContent}`;
}
