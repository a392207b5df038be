import { type ElementName, writeElementName } from '../../protocol/element-name.ts';
import type { CssSelector, Selector } from '../../protocol/selectors.ts';
import { describeSpan, type Span, visibleSpan } from './describe.ts';
import { pathOf } from './element-path.ts';
import { offsetOfPoint, type TextIndex } from './text-index.ts';

/** The absolute address of a picture, however the page loads it; null where it has none that lasts. */
export type AddressOf = (picture: Element) => string | null;

/** Characters kept of a picture's own words, and of its address: longer ones are data. */
const MAX_ALT = 200;
const MAX_ADDRESS = 2000;
const PICTURES = new Set(['img', 'svg', 'canvas', 'video', 'span']);

/** Says which element it is, in ways that survive different edits: address or words of its own, the text around it, its path. */
export function describeElement(index: TextIndex, element: Element, addressOf: AddressOf): Selector[] {
  const names: CssSelector = { type: 'CssSelector', value: writeElementName(nameOf(element, addressOf)) };
  const words = describeSpan(index, placeOfElement(index, element));
  // A path begins at the root, and so doesn't lead into a frame.
  if (!index.root.contains(element)) return [...words, names];
  return [...words, names, { type: 'XPathSelector', value: pathOf(index.root, element) }];
}

export function isPicture(name: string): boolean {
  return PICTURES.has(name);
}

/** The element's text; of a picture its caption, or where it stands between words. */
export function placeOfElement(index: TextIndex, element: Element): Span {
  const words = isPicture(element.localName) ? captionOf(element) : element;
  const range = element.ownerDocument.createRange();
  if (words) range.selectNodeContents(words);
  const span = words && visibleSpan(index, range);
  if (span) return span;
  range.selectNode(element);
  const at = offsetOfPoint(index, range.startContainer, range.startOffset);
  return { start: at, end: at };
}

/** Of a figure with one picture alone: else nobody can tell whose it is. */
function captionOf(picture: Element): Element | null {
  const figure = picture.closest('figure');
  const caption = figure?.querySelector('figcaption') ?? null;
  return figure?.querySelectorAll([...PICTURES].slice(0, 4).join()).length === 1 ? caption : null;
}

function nameOf(element: Element, addressOf: AddressOf): ElementName {
  // A picture that the kept copy lacks is written there as a frame with words.
  const name = element.localName === 'span' ? 'img' : element.localName;
  if (name !== 'img') return { name, address: null, alt: '' };
  const address = addressOf(element);
  const isLasting = address !== null && address.length <= MAX_ADDRESS && /^https?:/.test(address);
  const alt = (element.getAttribute('alt') ?? '').slice(0, MAX_ALT).trim();
  return { name, address: isLasting ? address : null, alt };
}
