import { findLabels } from '../article/labels.ts';
import { atOnce } from '../article/steps.ts';
import { linesOf, type RulePage, titleLineOf } from './rule-page.ts';

export interface LabelledValue {
  word: string;
  value: string;
  /** Of the value, in the page's lines. */
  line: number;
}

/** A label stands at most this many lines above the title. */
const LINES_BEFORE = 12;
/** A word before a colon that the reading does not know as a label: 供稿单位：…. */
const ANY_LABEL =
  /(?<=^|[\s|｜·(（【[])([\p{Script=Han}A-Za-z]{1,10})\s*[:：]\s*(\S[^:：]*?)(?=\s*(?:[|｜)）】\]]|$)|\s+[\p{Script=Han}A-Za-z]{1,10}\s*[:：])/gu;
const LONGEST_LINE = 240;

const read = new WeakMap<RulePage, LabelledValue[]>();

/** Labels and what stands behind them, those near the title first: a sidebar has labels as well. Read once for a page. */
export function labelledValues(page: RulePage): LabelledValue[] {
  const known = read.get(page) ?? findLabelled(page);
  read.set(page, known);
  return known;
}

function findLabelled(page: RulePage): LabelledValue[] {
  const lines = linesOf(page);
  const known = atOnce(findLabels(lines)).flatMap(({ word, value, valueLine }): LabelledValue[] =>
    value === null ? [] : [{ word, value, line: valueLine }],
  );
  const others = lines.flatMap(({ text }, line): LabelledValue[] =>
    text.length > LONGEST_LINE
      ? []
      : [...text.matchAll(ANY_LABEL)].map(([, word = '', value = '']) => ({
          word,
          value: value.trim(),
          line,
        })),
  );
  const start = titleLineOf(page) - LINES_BEFORE;
  const isNear = ({ line }: LabelledValue) => line >= start;
  const all = [...known, ...others];
  return [...all.filter(isNear), ...all.filter((labelled) => !isNear(labelled))];
}
