import { type ElementName, readElementName } from '../../protocol/element-name.ts';
import type { Selector } from '../../protocol/selectors.ts';
import { foldText, withoutPunctuation } from '../fold-text.ts';
import { type AnchorResult, LOST } from './anchor.ts';
import { type AddressOf, isPicture, placeOfElement } from './describe-element.ts';
import { elementAt } from './element-path.ts';
import { isElement } from './page-documents.ts';
import { offsetOfPoint, type TextIndex } from './text-index.ts';
import { rangeAround } from './whole-element.ts';

/**
 * Finds an element that was marked whole. A block is where its words are, if they still stand in such a block. A picture is known by its address; where that is
 * there several times or has changed, by the text around it, its alternative text and its path, and by these alone never surely.
 */
export function anchorElement(
  selectors: Selector[],
  index: TextIndex,
  words: AnchorResult,
  addressOf: AddressOf,
): AnchorResult {
  const name = readElementName(selectors);
  if (!name) return LOST;
  return isPicture(name.name)
    ? anchorPicture(name, selectors, index, addressOf)
    : anchorBlock(name.name, selectors, index, words);
}

/** A block that holds this much more than the words is another one, around it. */
const LARGER_BY = 1.5;
const LARGER_BY_LETTERS = 20;

function anchorBlock(
  name: string,
  selectors: Selector[],
  index: TextIndex,
  words: AnchorResult,
): AnchorResult {
  if (words.range === null) return LOST;
  const around = words.range.commonAncestorContainer;
  const element = (isElement(around) ? around : around.parentElement)?.closest(name);
  // The words are found, though no longer as a block of their own.
  if (!element || !index.parts.some(({ root }) => root.contains(element))) return words;
  const { start, end } = placeOfElement(index, element);
  const own = withoutPunctuation(foldText(index.text.slice(start, end)).text);
  const found = withoutPunctuation(foldText(textOf(index, words.range)).text);
  if (own.length > found.length * LARGER_BY + LARGER_BY_LETTERS) return words;
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const isChanged = own !== withoutPunctuation(foldText(quote?.exact ?? '').text);
  return { ...words, range: rangeAround(element), isChanged };
}

function textOf(index: TextIndex, range: Range): string {
  const start = offsetOfPoint(index, range.startContainer, range.startOffset);
  return index.text.slice(start, offsetOfPoint(index, range.endContainer, range.endOffset));
}

interface Candidate {
  element: Element;
  /** 2: the same address; 1: the same file elsewhere or in another size; 0: another one, or none to compare. */
  address: 0 | 1 | 2;
  hasAlt: boolean;
  isAtPath: boolean;
  /** 0–1: how much of the text around it is as it was. */
  context: number;
  rank: number;
}

/**
 * Shares of the surrounding text that are as they were. Neighbouring places of a page share less than a fifth of their pairs of characters; an edit of one of the two
 * paragraphs beside a picture leaves half. So half is a place, most of it the same place beyond doubt, and below a fifth nothing speaks for it.
 */
const SAME = 0.8;
const LIKELY = 0.5;
const FOREIGN = 0.2;
/** By so much the best of several copies must be ahead. */
const CLEAR_LEAD = 0.25;

function anchorPicture(
  name: ElementName,
  selectors: Selector[],
  index: TextIndex,
  addressOf: AddressOf,
): AnchorResult {
  const kind = name.name === 'img' ? 'img, .missing[data-address]' : name.name;
  const path = selectors.find((selector) => selector.type === 'XPathSelector');
  const there = path ? elementAt(index.root, path.value) : null;
  const contextOf = measureContext(selectors, index);
  const ranked = index.parts
    .flatMap(({ root }) => [...root.querySelectorAll(kind)])
    .map((element): Candidate => {
      const address = compareAddresses(name.address, addressOf(element));
      const hasAlt = name.alt.length > 1 && element.getAttribute('alt')?.trim() === name.alt;
      const isAtPath = element === there;
      const context = contextOf(element);
      const rank = 4 * address + context + (hasAlt ? 0.2 : 0) + (isAtPath ? 0.1 : 0) + seenShare(element);
      return { element, address, hasAlt, isAtPath, context, rank };
    })
    .sort((a, b) => b.rank - a.rank);
  const [best, second] = ranked;
  if (!best) return LOST;
  const status = judge(best, second, name.address !== null);
  if (!status) return LOST;
  const score = Math.min(1, best.address * 0.35 + best.context * 0.3 + (best.hasAlt ? 0.1 : 0));
  return { status, range: rangeAround(best.element), score, isChanged: false };
}

function judge(
  best: Candidate,
  second: Candidate | undefined,
  hadAddress: boolean,
): 'found' | 'doubtful' | null {
  const isAlone = !second || second.address < best.address;
  const isClear = isAlone || best.context - second.context >= CLEAR_LEAD;
  if (best.address === 2) {
    // A copy that stands among foreign text may be all that is left of several.
    if (isAlone) return best.context >= FOREIGN || best.isAtPath ? 'found' : 'doubtful';
    return isClear && best.context >= LIKELY ? 'found' : 'doubtful';
  }
  if (best.address === 1) {
    if (isClear && best.context >= LIKELY) return 'found';
    return best.context >= FOREIGN || best.hasAlt ? 'doubtful' : null;
  }
  const isSamePlace = isClear && best.context >= SAME;
  // A drawing without an address can be told by its place alone.
  if (!hadAddress) return isSamePlace ? 'found' : best.context >= LIKELY ? 'doubtful' : null;
  return isSamePlace || (best.hasAlt && best.context >= LIKELY) ? 'doubtful' : null;
}

/** Of two copies, for a narrow and a wide window, the one that shows. */
function seenShare(element: Element): number {
  return typeof element.checkVisibility !== 'function' || element.checkVisibility() ? 0.05 : 0;
}

/** A file's name that is shorter is one of many, such as `1.jpg`. */
const LEAST_STEM = 8;

function compareAddresses(was: string | null, is: string | null): Candidate['address'] {
  const [one, other] = [readAddress(was), readAddress(is)];
  if (!one || !other) return 0;
  if (one.whole === other.whole) return 2;
  return one.file.length >= LEAST_STEM && one.file === other.file ? 1 : 0;
}

/** Without protocol, and the file's name without what asks for a size: `_640x360`, `-scaled`, `!w600`, `@2x`. */
function readAddress(address: string | null): { whole: string; file: string } | null {
  if (address === null || !URL.canParse(address)) return null;
  const { host, pathname, search } = new URL(address);
  const file = pathname.split('/').at(-1) ?? '';
  const stem = file.replace(/[!@].*$/, '').replace(/\.\w+$/, '');
  return { whole: host + pathname + search, file: stem.replace(/[-_](?:\d+x\d*|scaled|thumb)$/i, '') };
}

/** Measures how much of what stood around the picture stands around an element. Without any text 1: nothing speaks against it. */
function measureContext(selectors: Selector[], index: TextIndex): (element: Element) => number {
  const quote = selectors.find((selector) => selector.type === 'TextQuoteSelector');
  const [exact, before, after] = [quote?.exact, quote?.prefix, quote?.suffix].map((part) =>
    pairsOf(foldText(part ?? '').text),
  );
  const all = (exact?.length ?? 0) + (before?.length ?? 0) + (after?.length ?? 0);
  return (element) => {
    if (!before || !after || !exact || all === 0) return 1;
    const { start, end } = placeOfElement(index, element);
    const near = (from: number, to: number) => foldText(index.text.slice(Math.max(0, from), to)).text;
    const kept =
      shared(before, near(start - REACH, start).slice(-WINDOW * before.length)) +
      shared(after, near(end, end + REACH).slice(0, WINDOW * after.length)) +
      shared(exact, near(start, end));
    return kept / all;
  };
}

/** White space between blocks may be long: so far it is looked, in units of the page's text, of which so much is compared. */
const REACH = 800;
const WINDOW = 1.5;

function pairsOf(text: string): string[] {
  return Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2));
}

/** How many of the pairs the text holds. */
function shared(pairs: string[], text: string): number {
  const there = new Set(pairsOf(text));
  return pairs.filter((pair) => there.has(pair)).length;
}
