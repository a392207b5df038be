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

/** Words of each label without spaces; `other` ends a value and is not read. Any space may stand between two characters (作 者). */
const WORDS: [LabelName, string][] = [
  ['category', '(?:所属|文章|新闻|资讯|稿件)?(?:分类|频道|栏目|类别|版块|板块)'],
  [
    'editor',
    '(?:责任|执行|值班|网络|网页|本文|本期|见习|实习|新媒体|微信|值守)?(?:编辑|主编)|责编|编校|编审|录入人?员?|编辑员',
  ],
  ['poster', '(?:发布|发表|上传|添加|信息提供|录入)[人者]|信息员|会员|用户名?'],
  ['issuer', '(?:发文|制发|制定|成文|颁布)(?:机关|机构|单位|部门)'],
  [
    'author',
    '(?:文章|本文|原文|稿件)?作者|原创作者|撰文|撰稿人?|采写|采访|(?:本报|本网|本刊|本台|见习|实习|特约|首席)?记者|通讯员|特约撰稿人?|执笔人?|主笔|署名|楼主|发[帖贴]人|[投供来]稿[人者]?|送交者|发信人|寄件者|博主|文字?',
  ],
  [
    'source',
    '(?:文章|信息|稿件|新闻|内容|资料|本文|原文|消息|数据|稿)?来源于?|稿源|来自于?|转自|转载自|转载于|摘自|选自|原载|出处|原文出处|(?:发布|供稿|信息发布)(?:机构|单位|部门)',
  ],
  [
    'updated',
    '(?:最后|最近|本文)?(?:更新|修改|编辑)(?:时间|日期|于)|(?:最后|最近)(?:更新|修改)|更新|updated(?:on|at)?|last(?:updated|modified)',
  ],
  [
    'published',
    '(?:发布|发表|刊发|刊登|上传|创建|添加|录入|发稿|出版|投稿|上网|发文|公开|提交|发[帖贴]|提问|信息发布|文章发布|写作|生成|上线|播出)?(?:时间|日期)|(?:发布|发表|刊登|张贴|发|post(?:ed)?)于|发布|公布(?:时间|日期)|日期|posted(?:on|at)?|published(?:on|at)?|publishtime|date',
  ],
  ['written', '(?:成文|印发|签发|落款|生效|施行|实施)(?:时间|日期)'],
  ['summary', '(?:内容|文章|本文)?(?:摘要|提要)|导读|核心提示|概要描述|导语|概要'],
  [
    'other',
    '访问(?:量|统计)?|浏览(?:量|次数|数)?|阅读(?:量|次数|数)?|点击(?:量|数|率|次数)?|查看|人气|热度|评论数?|回复数?|字数|字号|字体|分享到?|关键词|关键字|标签|责任校对|校对|审核|审稿|初审|复审|终审|监制|摄影|制图|供图|绘图|视频|图|原?标题|作者单位|索引?号|文号|发文字号|主题词|有效性|名称|信区|发信站|截稿时间|开始时间|结束时间|注册时间|活动时间|会议时间|报名时间|截止时间|截止日期|在线时间|最后登录|当前位置|译者|翻译|编译|整理|出品|策划|来稿邮箱',
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
export function labelsOfLine(line: string): Pick<Label, 'name' | 'word' | 'value'>[] {
  const isDivided = line.length < METADATA_LENGTH && /[|｜]/.test(line);
  const text = isDivided ? line.replace(UNMARKED, '$1：') : line;
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
