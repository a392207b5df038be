import { findDate } from '../article/dates.ts';
import { selectorOf } from '../article/field.ts';
import { baseAddress, imageAddress } from '../article/images.ts';
import type { Evidence } from '../article/reading.ts';
import { own } from '../shadowed.ts';
import { readValue } from './field-value.ts';
import type { RuleField } from './site-rule.ts';
import { textOf } from './take-value.ts';

/** What the reader pointed at. */
export interface PointedPlace {
  element: Element;
  /** Where in a text node, if the browser can tell. */
  caret: { node: Node; offset: number } | null;
}

export interface PickedValue {
  /** The value as a reader would type it. */
  text: string;
  evidence: Evidence;
}

/** From a label (作者：) the value is a few elements away at most. */
const MOST_STEPS = 3;
/** A line of metadata; what is longer has been pointed at for its own sake. */
const LONGEST_LINE = 240;
const LONGEST_EVIDENCE = 120;
/** So much text before a place, and it stands in the article's body. */
const TEXT_BEFORE = 200;

/**
 * What a place says for a field: a date among other words, the name behind the label that was pointed at, else the whole text. Looks around the
 * element where it is a label alone; null where nothing there could be a value.
 */
export function pickedValue(
  field: RuleField,
  place: PointedPlace,
  page: { document: Document; address: string; now: number },
): PickedValue | null {
  const base = baseAddress(page.document, page.address);
  if (field === 'leadImage') return pickedImage(place.element, base);
  let element: Element | null = place.element;
  for (let step = 0; element && step <= MOST_STEPS; step++, element = element.parentElement) {
    const line = textOf(element);
    if (step > 0 && line.length > LONGEST_LINE) return null;
    const words = wordsFor(field, line, offsetIn(element, place), page.now);
    if (words === null) continue;
    const value = readValue(field, words.text, { now: page.now, base });
    if (value === null) continue;
    const text = typeof value !== 'string' ? value.join('、') : isDate(field) ? words.text : value;
    const evidence = {
      source: sourceOf(element, words.label !== null),
      text: line.slice(0, LONGEST_EVIDENCE),
    };
    return { text, evidence: { ...evidence, selector: selectorOf(element) } };
  }
  return null;
}

const isDate = (field: RuleField) => field === 'publishedAt' || field === 'updatedAt';

function pickedImage(element: Element, base: string): PickedValue | null {
  const image = element.matches('img') ? element : element.querySelector('img');
  const address = image && imageAddress(image, base);
  if (!image || !address) return null;
  const text = image.getAttribute('alt') ?? '';
  return { text: address, evidence: { source: 'body', text, selector: selectorOf(image) } };
}

interface Words {
  text: string;
  label: string | null;
}

/** 作者：, 文/, 记者 at the head of words, or between two values of one line. */
const LABEL =
  /(?:^|(?<=[\s|｜·(（【[]))(\p{Script=Han}{1,6}|[A-Za-z]{2,12}(?: [A-Za-z]{2,12})?)\s*[:：/]\s*/gu;

/** Which value of a line is meant, where only the line was pointed at. */
const OWN_LABELS: Partial<Record<RuleField, RegExp>> = {
  authors: /作者|文$|执笔|记者|通讯员|author|^by$/i,
  editor: /编辑|责编|editor/i,
  source: /来源|稿源|转自|出处|source/i,
  category: /分类|栏目|频道|category/i,
};

function wordsFor(field: RuleField, line: string, at: number | null, now: number): Words | null {
  if (line === '') return null;
  if (isDate(field)) {
    const date = findDate(line, now);
    return date && { text: line.slice(date.from, date.to), label: null };
  }
  if (field === 'title' || field === 'summary') return { text: line, label: null };
  const parts = partsOf(line);
  const part = at === null ? undefined : parts.find(({ from, to }) => at >= from && at <= to);
  const own = OWN_LABELS[field];
  const chosen =
    part ??
    parts.find(({ label }) => label !== null && own?.test(label)) ??
    parts.find(({ label }) => label !== null) ??
    parts[0];
  return chosen && chosen.text !== '' ? chosen : null;
}

/** A line cut at its labels and bars. */
function partsOf(line: string): (Words & { from: number; to: number })[] {
  const labels = [...line.matchAll(LABEL)];
  const cuts = labels.map(({ index }) => index);
  const bars = [...line.matchAll(/[|｜]/g)].map(({ index }) => index + 1);
  const starts = [...new Set([0, ...cuts, ...bars])].sort((a, b) => a - b);
  return starts
    .map((from, position) => {
      const to = starts[position + 1] ?? line.length;
      const label = labels.find(({ index }) => index === from);
      const text = line.slice(from + (label?.[0].length ?? 0), to).replace(/[\s|｜·]+$/u, '');
      return { text: text.trim(), label: label?.[1] ?? null, from, to };
    })
    .filter(({ text, label }) => text !== '' || label !== null);
}

/** Where the caret is among the characters of the element's line, white space collapsed; null where it is elsewhere. */
function offsetIn(element: Element, { caret }: PointedPlace): number | null {
  if (!caret || !element.contains(caret.node)) return null;
  const before = element.ownerDocument.createRange();
  before.setStart(element, 0);
  before.setEnd(caret.node, caret.offset);
  return before.toString().replace(/\s+/g, ' ').trimStart().length;
}

function sourceOf(element: Element, isLabelled: boolean): Evidence['source'] {
  if (element.closest('h1, h2, h3')) return 'heading';
  if (isAmongText(element)) return 'body';
  return isLabelled ? 'label' : 'byline';
}

/** Whether much text stands right before it, beside it or its nearest ancestors. */
function isAmongText(element: Element): boolean {
  let at: Element | null = element;
  for (let step = 0; at && step <= MOST_STEPS; step++, at = at.parentElement) {
    let length = 0;
    for (let before = at.previousElementSibling; before; before = own(before, 'previousElementSibling')) {
      length += before.textContent?.length ?? 0;
      if (length > TEXT_BEFORE) return true;
    }
  }
  return false;
}
