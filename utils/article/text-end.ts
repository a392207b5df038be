import { END, END_LABEL, END_WORD, SIGNS } from './body-ends.ts';
import type { SpacedText } from './further-rules.ts';
import { type LineLabel, labelsOfLine } from './labels.ts';
import { isSpoken } from './people.ts';
import { flatMapInSteps, ITEMS_A_STEP, type Steps } from './steps.ts';
import type { dataTables } from './tables.ts';
import type { Line } from './visible-text.ts';

/** A tail this large, measured in running text, means that the end was no end. */
const MAX_TAIL_SHARE = 0.4;
/** The same behind a label, or a word that may be a heading of the text's own. */
const MAX_TAIL_BEHIND_LABEL = 0.1;
/** In UTF-16 units: longer lines with the words of an end are sentences, or labels with more behind them. */
const MAX_END_WORD = 30;
const MAX_LABELS_LENGTH = 60;
const MAX_NAMES = 24;

/** What is asked of a page to tell where its text ends. */
export interface TextPage {
  lines: readonly Line[];
  /** Null in a script without spaces: its pages are pasted from editors, and their markup says less. */
  spaced: SpacedText | null;
  tableOf: ReturnType<typeof dataTables>;
}

/** Whether the page's markup makes the line part of the text. */
export const isText = ({ spaced }: TextPage, line: Line): boolean => spaced?.isText(line) ?? true;

export const isLink = ({ text, linked }: Line): boolean => text !== '' && linked > text.length * 0.8;

/** 记者：您怎么看？ opens an interview. */
export const isMetadata = ({ name, word, value }: LineLabel): boolean =>
  name !== 'author' ||
  value === null ||
  !isSpoken(word) ||
  (value.length < MAX_NAMES && !/[，。？！,?!]/.test(value));

/** The line after the text's last: that of an end, if no more than so much of the text is behind it. */
export function* cutTail(page: TextPage, from: number, to: number): Steps<number> {
  const own = page.lines.slice(from, to);
  const weights = yield* flatMapInSteps(own, (line) => [isText(page, line) ? line.weight : 0]);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let read = 0;
  for (let index = from; index < to; index++) {
    if (index % ITEMS_A_STEP === 0) yield;
    const line = page.lines[index];
    if (!line) break;
    const weight = weights[index - from] ?? 0;
    if (read > 0 && total - read - weight <= total * mostBehind(page, line, index))
      return beforeLabels(page, from, index);
    read += weight;
  }
  return beforeLabels(page, from, to);
}

/** The share of the running text that may follow a line which ends the text; −1 where it is no end. */
export function mostBehind(page: TextPage, line: Line, index?: number): number {
  const { text } = line;
  if (text.length >= 200) return -1;
  const told = text.replace(SIGNS, '');
  const most = page.spaced?.maxTailShare ?? MAX_TAIL_SHARE;
  if (END.test(told) || page.spaced?.isEnd(text)) return most;
  const word = END_WORD.exec(told);
  const isShort = line.weight === 0 && text.length < MAX_END_WORD;
  if (word && (word[1] !== undefined || (line.weight === 0 && isLink(line)))) return most;
  const isLabel = END_LABEL.test(told) && (index === undefined || !isOfPicture(page, index));
  return (word && isShort) || isLabel ? Math.min(most, MAX_TAIL_BEHIND_LABEL) : -1;
}

/** Whether a line with a picture in it, or one right behind a picture, its caption between them or not. */
export function isBehindPicture(lines: readonly Line[], index: number): boolean {
  const hasPicture = (line: Line | undefined) => line?.nodes.some(({ nodeType }) => nodeType === 1) ?? false;
  const before = lines[index - 1];
  const isCaption = before?.weight === 0 && before.text.length < MAX_LABELS_LENGTH;
  return hasPicture(lines[index]) || hasPicture(before) || (isCaption && hasPicture(lines[index - 2]));
}

function isOfPicture({ lines, tableOf }: TextPage, index: number): boolean {
  const before = lines[index - 1];
  return isBehindPicture(lines, index) || (before !== undefined && tableOf(before.element) !== null);
}

/** Without the lines at the end that say who wrote the text, edited it and where it is from. */
function beforeLabels(page: TextPage, from: number, to: number): number {
  let end = to;
  for (let index = to - 1; index > from; index--) {
    const line = page.lines[index];
    if (!line || (line.text && !isAllLabels(line)) || isOfPicture(page, index)) break;
    if (line.text) end = index;
  }
  return end;
}

/** What labels at an end name besides: not days of an event or a notice's number. */
const MADE = /[校审摄图译编]|监制|视频|整理|出品|策划|邮箱/;

function isAllLabels({ text, weight }: Line): boolean {
  if (weight > 0 || text.length > MAX_LABELS_LENGTH || /[。！？]/.test(text)) return false;
  const [label] = labelsOfLine(text);
  if (!label?.value || !isMetadata(label)) return false;
  const isBeginning = text.replace(SIGNS, '').replace(/\s+/g, '').startsWith(label.word);
  const isMade = label.name === 'other' && MADE.test(label.word);
  return isBeginning && (isMade || (/author|editor|source/.test(label.name) && !/^[数资]/.test(label.word)));
}
