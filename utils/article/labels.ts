import type { Line } from './visible-text.ts';

export type LabelName =
  | 'category'
  | 'author'
  | 'editor'
  | 'source'
  | 'published'
  | 'updated'
  | 'summary'
  | 'other';

/** A labelled value found in the page: `来源：客户观察`. */
export interface Label {
  name: LabelName;
  /** The label's words without spaces: 作者, 责任编辑. */
  word: string;
  /** Null when nothing stands behind the label. */
  value: string | null;
  /** Index of its line. */
  line: number;
  /** Index of the line the value stands in: the same one, or the next. */
  valueLine: number;
}

/** Words of each label; `other` ends a value and is not read. Any space may stand between two characters (作 者). */
const WORDS: [LabelName, string][] = [
  ['category', '(?:所属|文章|新闻|资讯)?(?:分类|频道|栏目|类别)'],
  ['editor', '(?:责任|执行|值班|网络|本文|本期)?编辑|责编|编校|编审'],
  [
    'author',
    '(?:文章|本文|原文)?作者|撰文|撰稿人?|采写|(?:本报|本网|本刊|本台|见习|实习|特约)?记者|通讯员|文字?',
  ],
  ['source', '(?:文章|信息|稿件|新闻|内容|资料)?来源于?|稿源|来自|转自|转载自|摘自|出处'],
  ['updated', '(?:最后|最近)?(?:更新|修改)(?:时间|日期|于)|最后更新|更新'],
  [
    'published',
    '(?:发布|发表|刊发|上传|创建|添加|录入|发稿|出版|投稿)?(?:时间|日期)|发布于|发表于|发布|公布(?:时间|日期)',
  ],
  ['summary', '(?:内容|文章|本文)?(?:摘要|提要)|导读|核心提示|概要描述|导语|概要'],
  [
    'other',
    '访问(?:量|统计)?|浏览(?:量|次数|数)?|阅读(?:量|次数|数)?|点击(?:量|数|率|次数)?|人气|评论数?|字号|字体|分享到?|关键词|关键字|标签|责任校对|校对|审核|监制|摄影|制图|供图|图|视频|原?标题|作者单位',
  ],
];

/** `|` and `/` stand for a colon behind short bylines: 文/某某, 编辑 | 某某. */
const COLON = '\\s*(?:[:：]|(?<=[者辑编文源图])\\s*[|｜丨/])\\s*';
const names = WORDS.map(
  ([, words]) => `(${words.replace(/(\p{Script=Han})(?=[\p{Script=Han}(])/gu, '$1\\s*')})`,
).join('|');
const LABEL = new RegExp(`(?:${names})${COLON}|[【[](?:${names})[】\\]]\\s*[:：]?\\s*`, 'gu');
/** What may stand before a label within a line. */
const BOUNDARY = /[\s|｜丨/·,，;；、。（(【[)）\]】\d]$/;
/** Where bars divide a line, labels need no colon: 发表于2021-03-04 | 来源某某 | 作者某某. */
const UNMARKED =
  /(?<=^|[|｜]\s*)(作者|来源|记者|编辑|责编)(?=[^\s:：|｜]{2,12}\s*[|｜]|(?<=[|｜].*)[^\s:：|｜]{2,12}$)/gu;
/** Metadata stands in short lines; longer ones are text, of which only the beginning may be a label (摘要：…). */
const METADATA_LENGTH = 240;

/** Every labelled value, in document order. */
export function findLabels(lines: readonly Line[]): Label[] {
  const labels: Label[] = [];
  lines.forEach((line, index) => {
    for (const label of labelsOfLine(line.text)) {
      labels.push({ ...label, line: index, valueLine: index });
    }
    const last = labels.at(-1);
    const next = lines[index + 1];
    if (last?.line === index && last.value === null && next && isPair(lines, index))
      Object.assign(last, { value: next.text, valueLine: index + 1 });
  });
  return labels;
}

/** The labels of one line and their values. */
export function labelsOfLine(line: string): Pick<Label, 'name' | 'word' | 'value'>[] {
  const text = line.length < METADATA_LENGTH ? line.replace(UNMARKED, '$1：') : line;
  const starts: { name: LabelName; word: string; from: number; to: number }[] = [];
  for (const match of text.slice(0, METADATA_LENGTH).matchAll(LABEL)) {
    const group = match.slice(1).findIndex((words) => words !== undefined);
    const word = (match[group + 1] ?? '').replace(/\s/g, '');
    const known = WORDS[group % WORDS.length];
    const isFree = match.index === 0 || BOUNDARY.test(text.slice(0, match.index));
    if (known && (isFree || (starts.length > 0 && word.length > 1)))
      starts.push({ name: known[0], word, from: match.index, to: match.index + match[0].length });
  }
  return starts.map(({ name, word, to }, index) => {
    const value = text
      .slice(to, starts[index + 1]?.from)
      .replace(/^[\s|｜丨·,，;；/（(【[-]+|[\s|｜丨·,，;；/（(【[-]+$/g, '')
      .replace(/^([^（(]*)[)）].*$/, name === 'summary' ? '$&' : '$1');
    return { name, word, value: value || null };
  });
}

/** Whether line `index` (a label alone) and the next are label and value: `<dt>` and `<dd>`, two cells, or all that their parent holds. */
function isPair(lines: readonly Line[], index: number): boolean {
  const [line, next, after] = [lines[index], lines[index + 1], lines[index + 2]];
  if (!line || !next || labelsOfLine(next.text).length > 0) return false;
  const parent = line.element.parentElement;
  const isSibling = next.element.parentElement === parent || next.element === parent;
  if (!parent || !isSibling) return false;
  if (/^(DT|TH|TD)$/.test(line.element.nodeName)) return /^(DD|TD)$/.test(next.element.nodeName);
  const before = lines[index - 1];
  return !(after && parent.contains(after.element)) && !(before && parent.contains(before.element));
}
