import { eachInSteps, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

export type LabelName =
  | 'category'
  | 'author'
  | 'poster'
  | 'issuer'
  | 'editor'
  | 'source'
  | 'published'
  | 'written'
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

/** The same before its place on the page is known. */
export type LineLabel = Pick<Label, 'name' | 'word' | 'value'>;

/** Words of each label without spaces; `other` ends a value and is not read. Any space may stand between two characters (作 者). */
const WORDS: [LabelName, string][] = [
  ['category', '(?:所属|文章|新闻|资讯|稿件)?(?:分类|频道|栏目|类别|[版板]块)'],
  [
    'editor',
    '(?:责任|执行|值[班守]|网[络页]|本[文期]|见习|实习|新媒体|微信)?(?:编辑|主编)|责编|编[校审]|录入人?员?|编辑员',
  ],
  ['poster', '(?:发布|发表|上传|添加|信息提供|录入)[人者]|信息员|会员|用户名?'],
  ['issuer', '(?:发文|制[发定]|成文|颁布)(?:机[关构]|单位|部门)'],
  [
    'author',
    '(?:文章|[本原]文|稿件|原创)?作者|撰文|(?:特约)?撰稿人?|采[写访]|(?:本[报网刊台]|见习|实习|特约|首席)?记者|通讯员|执笔人?|主笔|署名|楼主|发[帖贴]人|[投供来]稿[人者]?|送交者|发信人|寄件者|博主|文字?',
  ],
  [
    'source',
    '(?:文章|信息|稿件?|新闻|内容|资料|[本原]文|消息|数据)?来源于?|稿源|来自于?|转载?自|转载于|[摘选]自|原载|(?:原文)?出处|(?:(?:信息)?发布|供稿)(?:机构|单位|部门)',
  ],
  [
    'updated',
    '(?:最后|最近|本文)?(?:更新|修改|编辑)(?:时间|日期|于)|(?:最后|最近)(?:更新|修改)|更新|updated(?:on|at)?|last(?:updated|modified)',
  ],
  [
    'published',
    '(?:(?:信息|文章)?发布|发[表稿文帖贴]|刊[发登]|上[传网线]|创建|添加|录入|出版|投稿|公[开布]|提[交问]|写作|生成|播出)?(?:时间|日期)|(?:发[布表]?|刊登|张贴|post(?:ed)?)于|发布|(?:posted|published)(?:on|at)?|publishtime|date',
  ],
  ['written', '(?:成文|[印签]发|落款|生效|施行|实施)(?:时间|日期)'],
  ['summary', '(?:内容|文章|本文)?(?:摘要|提要)|导[读语]|核心提示|概要(?:描述)?'],
  [
    'other',
    '(?:访问|浏览|阅读|点击)(?:量|次?数|率|统计)?|查看|人气|热度|(?:评论|回复)数?|字[数号体]|分享到?|关键[词字]|标签|(?:责任)?校对|审[核稿]|[初复终]审|监制|摄影|[制供绘]图|视频|图(?:片?来)?源?|原?标题|作者单位|索引?号|文号|发文字号|主题词|有效性|名称|信区|发信站|(?:截稿|开始|结束|注册|活动|会议|报名|截止|在线)(?:时间|日期)|最后登录|当前位置|译者|翻译|编译|整理|出品|策划|来稿邮箱',
  ],
];

/**
 * A label's word at the end of a text without spaces. One that allowed for spaces everywhere would take a browser longer to compile than most pages
 * take to be read.
 */
const WORD = new RegExp(`(?:${WORDS.map(([, words]) => `(${words})`).join('|')})$`, 'i');
/** In UTF-16 units, spaces between its characters included. */
const MAX_WORD_LENGTH = 30;
/** What a label ends in. `|` and `/` stand for a colon behind short bylines: 文/某某, 编辑 | 某某; 【来源】 needs none. */
const MARKS = /[:：|｜丨/】\]]/g;
const SHORT_BYLINE = /[者辑编文源图译]\s*$/;
/** What may stand before a label within a line. */
const BOUNDARY = /[\s|｜丨/·,，;；、。（(【[)）\]】\d]$/;
/** Where bars divide a line, labels need no colon: 发表于2021-03-04 | 来源某某 | 作者某某. */
const UNMARKED =
  /(?<=^|[|｜]\s*)(作者|来源|记者|编辑|责编)(?=[^\s:：|｜]{2,12}\s*[|｜]|(?<=[|｜].*)[^\s:：|｜]{2,12}$)/gu;
/** （责任编辑 某某） */
const UNMARKED_IN_BRACKETS = /^([（(【[]\s*责任?编辑?)\s+(?=\S{2,4}(?:\s\S{2,4})?\s*[)）】\]]$)/;
/** Metadata stands in short lines; longer ones are text, of which only the beginning may be a label (摘要：…). */
const METADATA_LENGTH = 240;

/** Beyond so many the page is a list, and none of what follows is its own. */
const MAX_LABELS = 10_000;

/** Every labelled value, in document order. */
export function* findLabels(lines: readonly Line[]): Steps<Label[]> {
  const labels: Label[] = [];
  yield* eachInSteps(lines, (line, index) => {
    if (labels.length > MAX_LABELS) return;
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
export function labelsOfLine(line: string): LineLabel[] {
  const isDivided = line.length < METADATA_LENGTH && /[|｜]/.test(line);
  const text = isDivided ? line.replace(UNMARKED, '$1：') : line.replace(UNMARKED_IN_BRACKETS, '$1：');
  const starts: LabelStart[] = [];
  let read = 0;
  for (const { 0: mark, index } of text.slice(0, METADATA_LENGTH).matchAll(MARKS)) {
    const found = index < read ? null : startAt(text, read, index, mark);
    if (!found) continue;
    read = found.to;
    const isFree = found.from === 0 || BOUNDARY.test(text.slice(0, found.from));
    if (isFree || (starts.length > 0 && found.word.length > 1)) starts.push(found);
  }
  return starts.map(({ name, word, to }, index) => {
    const value = text
      .slice(to, starts[index + 1]?.from)
      .replace(/^[\s:：|｜丨·,，;；/（(【[-]+|[\s|｜丨·,，;；/（(【[-]+$/g, '')
      .replace(/^([^（(]*)[)）].*$/, name === 'summary' ? '$&' : '$1');
    return { name, word, value: value || null };
  });
}

/** A label within a line: where it begins, and where its value does. */
interface LabelStart {
  name: LabelName;
  word: string;
  from: number;
  to: number;
}

/** The label that ends in the mark at `at`, none of it before `first`. */
function startAt(text: string, first: number, at: number, mark: string): LabelStart | null {
  const before = text.slice(Math.max(first, at - MAX_WORD_LENGTH), at);
  if (/[|｜丨/]/.test(mark) && !SHORT_BYLINE.test(before)) return null;
  const isBracket = /[】\]]/.test(mark);
  const own = isBracket ? (/[【[]([^【[]*)$/.exec(before)?.[1] ?? '') : before;
  const match = WORD.exec(own.replace(/\s+/g, ''));
  const known = WORDS[match?.slice(1).findIndex((words) => words !== undefined) ?? -1];
  if (!match || !known || (isBracket && match.index > 0)) return null;
  const [word] = match;
  let from = at;
  for (let left = word.length; left > 0; from--) if (/\S/.test(text.charAt(from - 1))) left--;
  return { name: known[0], word, from: isBracket ? from - 1 : from, to: at + 1 };
}

/** Whether line `index` (a label alone) and the next are label and value: `<dt>` and `<dd>`, two cells, or all that their parent holds. */
function isPair(lines: readonly Line[], index: number): boolean {
  const [line, next, after] = [lines[index], lines[index + 1], lines[index + 2]];
  if (!line || !next || labelsOfLine(next.text).length > 0) return false;
  const parent = line.element.parentElement;
  const isSibling = next.element.parentElement === parent || next.element === parent;
  if (!parent || !isSibling) return false;
  if (/^(dt|th|td)$/.test(line.element.localName)) return /^(dd|td)$/.test(next.element.localName);
  const before = lines[index - 1];
  return !(after && parent.contains(after.element)) && !(before && parent.contains(before.element));
}
