import { own } from '../shadowed.ts';
import { alikeParagraphs } from './alike-paragraphs.ts';
import { isHeadline } from './kind.ts';
import { eachInSteps, filterInSteps, flatMapInSteps, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/** Parts of a page that hold text, but never an article's own. */
const ASIDE_NAME = /^(?:nav|footer|aside|tfoot)$/;
const ASIDE_ROLE = /^(?:navigation|complementary|contentinfo|banner|search|dialog|menu)$/;
const ASIDE_CLASS =
  /comment|reply|replies|pinglun|recommend|related|relate-|sidebar|side-bar|footer|copyright|disclaimer|hot-?(?:list|news)|tuijian|login|popup|modal|dialog/i;
/** An element that holds this share of its parent's prose is where the text is.  */
const MAIN_SHARE = 0.6;
/** An element with a telling class that holds this share of all text is no aside, whatever it is called: layouts name their wrappers so (has-sidebar). */
const WRAPPER_SHARE = 0.6;
/** A list of other articles with their summaries is passed over where a text stands beside it that is at least this part as long. */
const MIN_BESIDE_LIST = 0.2;

/** In Chinese characters or what they would say. */
const MAX_SUMMARY = 150;

/** Paragraphs that belong together stand at most so many levels apart. */
const MAX_LEVELS_UP = 3;

/** Where the running text of a page is. */
export interface Prose {
  /** The element in which it is gathered. */
  element: Element;
  /** Whether an element is in a part of the page that is never the article's. */
  isAside: (element: Element) => boolean;
}

/** What is below an element. */
interface Tally {
  weight: number;
  /** Lines of running text. */
  lines: number;
  /** Lines of running text that follow a headline which is a link. */
  summaries: number;
}

/** Weighs every element by the running text below it, and goes down to where that is gathered. */
export function* findProse(lines: readonly Line[], root: Element): Steps<Prose> {
  const telling = yield* filterInSteps(lines, (line) => line.weight > 0 || isHeadline(line));
  const isAside = asideFinder(root, yield* weigh(telling, root));
  const kept = yield* filterInSteps(telling, (line) => !isAside(line.element));
  const tallies = yield* weigh(kept, root);
  let element = root;
  for (;;) {
    const best = yield* heaviest(element, tallies);
    if (!best) break;
    const { weight, lines: count } = best.tally;
    // A long paragraph among short ones is not the article.
    if (weight < MAIN_SHARE * best.total || (count === 1 && (tallies.get(element)?.lines ?? 0) > 1)) break;
    element = best.child;
  }
  const paragraphs = kept.filter((line) => line.weight > 0);
  return { element: yield* widened(element, paragraphs, root), isAside };
}

/** Paragraphs may stand beside the element that holds most of them, as its siblings or in elements of the same kind: gives the element around all. */
function* widened(element: Element, paragraphs: readonly Line[], root: Element): Steps<Element> {
  const within = yield* filterInSteps(paragraphs, (line) => element.contains(line.element));
  const isAlike = yield* alikeParagraphs(within);
  let best = element;
  let around = element === root ? null : element.parentElement;
  for (let level = 0; around && level < MAX_LEVELS_UP; level++) {
    const at: Element = around;
    const besides = yield* filterInSteps(
      paragraphs,
      (line) =>
        at.contains(line.element) &&
        !best.contains(line.element) &&
        (isAlike(line.element) || (line.element.localName === 'p' && line.element.parentElement === at)),
    );
    if (besides.length > 0) best = at;
    around = at === root ? null : at.parentElement;
  }
  return best;
}

/** The child with the most running text, and how much its parent has without lists of other articles. */
function* heaviest(parent: Element, tallies: ReadonlyMap<Element, Tally>) {
  const children = yield* flatMapInSteps([...own(parent, 'children')], (child) => {
    const tally = tallies.get(child);
    return tally && tally.weight > 0 ? [{ child, tally }] : [];
  });
  const greatest = weightiest(children)?.tally.weight ?? 0;
  const texts = children.filter(({ tally }) => !isList(tally));
  const kept = texts.some(({ tally }) => tally.weight > greatest * MIN_BESIDE_LIST) ? texts : children;
  const total =
    kept === children
      ? (tallies.get(parent)?.weight ?? 0)
      : kept.reduce((sum, { tally }) => sum + tally.weight, 0);
  const best = weightiest(kept);
  return best && { ...best, total };
}

/** Of equals the first. */
function weightiest<T extends { tally: Tally }>(all: readonly T[]): T | undefined {
  let best = all[0];
  for (const each of all) if (best && each.tally.weight > best.tally.weight) best = each;
  return best;
}

/** Most texts stand under a headline of their own, and are no longer than summaries. */
const isList = ({ summaries, lines, weight }: Tally): boolean =>
  summaries > 3 && summaries > lines / 2 && weight < summaries * MAX_SUMMARY;

/** What is below each element that has anything. */
function* weigh(lines: readonly Line[], root: Element): Steps<Map<Element, Tally>> {
  const tallies = new Map<Element, Tally>();
  yield* eachInSteps(lines, (line, index) => {
    const { weight } = line;
    if (weight === 0) return;
    const before = lines[index - 1];
    const isSummary = before?.weight === 0;
    for (let element: Element | null = line.element; element; element = element.parentElement) {
      let tally = tallies.get(element);
      if (!tally) {
        tally = { weight: 0, lines: 0, summaries: 0 };
        tallies.set(element, tally);
      }
      tally.weight += weight;
      tally.lines++;
      if (isSummary) tally.summaries++;
      if (element === root) break;
    }
  });
  return tallies;
}

/** Remembers the answer of every element on the way up, so that a page is climbed once. */
function asideFinder(root: Element, tallies: ReadonlyMap<Element, Tally>): (element: Element) => boolean {
  const known = new Map<Element, boolean>();
  const most = WRAPPER_SHARE * (tallies.get(root)?.weight ?? 0);
  const isNamed = (element: Element) =>
    ASIDE_NAME.test(element.localName) ||
    ASIDE_ROLE.test(element.getAttribute('role') ?? '') ||
    (ASIDE_CLASS.test(`${element.getAttribute('class')} ${element.id}`) &&
      (tallies.get(element)?.weight ?? 0) <= most);
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
