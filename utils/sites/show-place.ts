import { baseAddress, imageAddress } from '../article/images.ts';
import { foldText } from '../article/title.ts';
import { cleanText, type IsVisible, readLines } from '../article/visible-text.ts';

/** A place as the reading told it. */
export interface PlaceAsk {
  /** Empty where the reading knows none. */
  selector: string;
  /** The words found there. */
  text: string;
  /** The value that was read from them; for a picture its address. */
  value: string;
}

/** As many of the words as tell a place from others: what follows may have been cut. */
const TELLING = 40;

/**
 * Where a value stands on the page now: a range of its own words where they can be told, else its element. By the selector first; where that has
 * come to lead elsewhere because the page put something before it, by the words. Null where neither is there any more.
 */
export function findPlace(document: Document, { selector, text, value }: PlaceAsk): Range | Element | null {
  const named = querySafely(document, selector);
  const image = /^https?:/.test(value) ? findImage(document, value) : null;
  if (image) return image;
  // Without punctuation: the reading writes › between crumbs, whatever the page has there.
  const words = foldText(text).slice(0, TELLING);
  if (named && foldText(lineTextOf(named)).includes(words)) return rangeIn(named, value) ?? named;
  const lines = readLines(document.body ?? document.documentElement, () => true).map((line) => ({
    ...line,
    folded: foldText(line.text),
  }));
  const own = foldText(value);
  const line =
    lines.find(({ folded }) => words !== '' && folded.startsWith(words)) ??
    lines.find(({ folded }) => words !== '' && folded.includes(words)) ??
    // Crumbs may each be a line of their own.
    (named ? undefined : lines.find(({ folded }) => own !== '' && folded === own));
  return line ? (rangeIn(line.element, value) ?? line.element) : null;
}

function findImage(document: Document, address: string): Element | null {
  const base = baseAddress(document, document.location?.href ?? document.baseURI);
  return [...document.querySelectorAll('img')].find((image) => imageAddress(image, base) === address) ?? null;
}

/** Whether a person can see something there. */
export function isSeen(place: Range | Element, isVisible: IsVisible): boolean {
  const element = 'startContainer' in place ? place.startContainer.parentElement : place;
  return element !== null && isVisible(element) && rectsOf(place).length > 0;
}

/** What is to be lit up: one rectangle a line, in the window's coordinates. */
export function rectsOf(place: Range | Element): DOMRect[] {
  const all = 'startContainer' in place ? [...place.getClientRects()] : [place.getBoundingClientRect()];
  return all.filter(({ width, height }) => width > 0 && height > 0);
}

/** The first place within one text node where the value's words stand; a value spread over several has none. */
function rangeIn(element: Element, value: string): Range | null {
  const wanted = value.trim();
  if (wanted === '') return null;
  const { document, window } = { document: element.ownerDocument, window: element.ownerDocument.defaultView };
  const texts = document.createTreeWalker(element, window?.NodeFilter.SHOW_TEXT ?? 4);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const at = node.nodeValue?.indexOf(wanted) ?? -1;
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + wanted.length);
    return range;
  }
  return null;
}

function lineTextOf(element: Element): string {
  const lines = readLines(element, () => true).map(({ text }) => text);
  return cleanText(lines.join(' '));
}

function querySafely(document: Document, selector: string): Element | null {
  try {
    return document.querySelector(selector);
  } catch {
    return null; // A selector of an element whose name is none.
  }
}
