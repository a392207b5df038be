import { findDate } from './dates.ts';
import { candidate, type FoundValue } from './field.ts';
import type { FieldSources } from './fields.ts';
import { namesIn } from './people.ts';

const NAME = '([^\\s:：,，。;；@|｜【】\\[\\]]{2,20}?)';
/** 由某某张贴 @ 2005-06-10; 送交者: 某某 于 2005-…; Posted by … on …; 发信人: 某某 (昵称), 信区: … */
const NAMED = `(?:由|作者|楼主|送交者|发信人|寄件者|发[帖贴]人|post(?:ed)?\\s+by|by)\\s*[:：]?\\s*${NAME}\\s*`;
const POSTED_BY = /* @__PURE__ */ new RegExp(
  `(?:^|[\\s|｜】\\]])${NAMED}(?:[(（][^)）]*[)）])?\\s*(?:发[表布帖贴]|张贴|提交|上传|写)?[于在@,，]?\\s*(?:on|at|@)?\\s*(?=[:：]?\\s*(?:\\d|周|星期|信区|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))`,
  'i',
);
/** 某某 发表于 2013-1-5 10:22. */
const NAME_FIRST = /* @__PURE__ */ new RegExp(
  `^(?!(?:发[表布]|张贴|提交|刊登|上传|更新|回复|编辑|修改|创建|[建成]立|注册|最后|本[主帖文])|.{0,6}时间)${NAME}\\s*(?:(?:发[表布]|张贴)?于|发表|在|@)\\s*[:：]?\\s*(?=(?:19|20)?\\d\\d\\s*[-/.年])`,
);
/** What moderators and edits leave on a post. */
const NOT_POSTED =
  /主题由|帖最后由|最后(?:由|回复|编辑|修改|更新)|于.{0,24}(?:编辑|修改|设置|移动|评分|删除)/;

/** What a member's panel counts, beside or above the post. */
const PANEL =
  /^(?:[-·•\s]*)(?:用户名|积\s*分|帖\s*子|主\s*题|精\s*华|威\s*望|金\s*[钱币]|经\s*验|注\s*册|级\s*别|等\s*级|头\s*衔|来\s*自|发\s*帖|发\s*贴|在线|UID|状\s*态|性\s*别|文\s*章|魅\s*力|贡\s*献|财\s*富|阅读权限|好\s*友|听\s*众|粉\s*丝|组\s*别|group|posts?|registered|join(?:ed)?|location|rank)(?:\s*[:：数]|\s*\d|\s+\S{1,12}$|时间|日期|等级)/i;
const PANEL_LINES = 12;
const HEAD_LINES = 45;
/** Further down no post opens a thread. */
const LINES_BELOW = 1_000;

/** Who opened a thread or wrote a post: named beside its time, or at the top of a member's panel. */
export function postAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const { lines, titleLine, from, to, now } = sources;
  const found: FoundValue<string[]>[] = [];
  const start = Math.max(0, from - HEAD_LINES);
  // The line nearest above the text first; then those below it.
  const above = range(Math.max(start, titleLine - 3), Math.min(from + 1, lines.length)).toReversed();
  for (const index of [...above, ...range(from + 1, Math.min(to + 6, from + LINES_BELOW, lines.length))]) {
    const line = lines[index];
    if (!line || line.text.length > 120 || NOT_POSTED.test(line.text)) continue;
    const isHead = index <= from;
    // Below the first post a name before a time is that of a reply; blogs sign their posts with "by".
    const match = POSTED_BY.exec(line.text) ?? (isHead ? NAME_FIRST.exec(line.text) : null);
    const isDated = match && (findDate(line.text.slice(match.index), now) ?? /信区/.test(line.text));
    const names = isDated ? namesIn(match[1] ?? '') : [];
    if (names.length === 0) continue;
    found.push(candidate(names, isHead ? 0.68 : 0.56, 'byline', line.text, line.element));
    break;
  }
  const panel = panelOwner(sources, start);
  return panel ? [...found, panel] : found;
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);

/** A name alone in its line, above at least two counts of a member's panel. */
function panelOwner(
  { lines, makeupOf, from, titleLine }: FieldSources,
  start: number,
): FoundValue<string[]> | null {
  for (let index = start; index < from; index++) {
    const line = lines[index];
    if (
      !line ||
      index === titleLine ||
      line.text.length > 24 ||
      line.text.length < 2 ||
      PANEL.test(line.text)
    )
      continue;
    const { pieces, isBold } = makeupOf(index);
    const [first] = pieces;
    const isMarked = line.linked === line.text.length || isBold;
    if (!isMarked || !first || /[。，：:|>]|\d{4}/.test(line.text)) continue;
    const counts = lines
      .slice(index + 1, Math.min(index + PANEL_LINES, from))
      .filter(({ text }) => PANEL.test(text));
    const names = namesIn(line.text);
    const isOwner = counts.length > 2 || (counts.length > 0 && first.isAccount !== null);
    if (isOwner && names.length === 1 && !NO_NAME.test(line.text))
      return candidate(names, 0.64, 'byline', line.text, line.element);
  }
  return null;
}

/** Links of a board that stand alone as a name does. */
const NO_NAME =
  /回复|发帖|发贴|新帖|主题|帖子|论坛|首页|返回|收藏|打印|分享|楼主|只看|电梯|加(?:为)?好友|短消息|发消息|资料|个人|关注|会员|版主|管理员|新手|元老|斑竹|登录|注册|搜索|帮助|标签/;
