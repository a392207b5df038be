import { nearestOf } from './nearest.ts';
import type { PageKind } from './reading.ts';
import { atOnce, ITEMS_A_STEP, type Steps } from './steps.ts';
import { type Line, unitsOf } from './visible-text.ts';

export interface KindJudgement {
  kind: PageKind;
  /** 0–1. */
  kindScore: number;
}

/** What only a member's own pages say, as whole lines; some of these also stand in the head of every page, so several must. */
const MEMBER =
  /^(?:我的(?:订单|积分|收藏|消息|账[户号]|资料|课程|投稿|关注)|(?:会员|个人|账[户号])(?:中心|资料|信息|设置|安全)|(?:积分|订单|兑换).{2}|修改密码|(?:安全)?退出(?:登录)?|头像设置)$/;
const DATE = /(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d/;
const METADATA = [
  /作\s*者\s*[:：]\s*[^\s:：]{2}|(?:编辑|记者|文)\s*[:：/|]/,
  /(?:来源|稿源)\s*[:：]\s*\S/,
  /(?:时间|日期|[发公]布)\S?\s*[:：]\s*\d/,
];
/** A headline link weighs as much as this many characters of text: one or two lines of a summary. */
const HEADLINE_WEIGHT = 60;

/** In Chinese characters or what they would say. */
const LONG_SUMMARY = 300;

/** So many texts below headlines are those of a list, even where each is whole. */
const MIN_TEXTS = 3;
/** What is as sure an article as this is one wherever it stands: long text under its title, with a day. */
const SURE = 0.75;

/** A page that calls itself one of results; an article may be about searching. */
const SEARCH = /^搜索|搜索结果|站内搜索|[_|-]搜索(?:$|[_|-])/;
const SEARCH_ADDRESS = /[?&](?:q|wd|kw|keywords?|query)=|\/search\b/;
const HOME_ADDRESS = /^\/?(?:#!?\/)?(?:(?:index|home|default)\b[^/?]*)?$/;

/** In UTF-16 units: no page's title is longer. */
const MAX_TITLE = 2000;

/** A line that is mostly a link, and long enough for the title of something. */
export const isHeadline = ({ text, linked }: Line): boolean =>
  linked > text.length / 2 && unitsOf(text, linked) > 5;

/** What kind of page this is, told from its lines, title and address alone, so that the quick look and the full reading agree. */
export function judgeKind(title: string, address: string, lines: readonly Line[]): KindJudgement {
  return atOnce(judgeInSteps(title, address, lines));
}

/** The same with interruptions. */
export function* judgeInSteps(
  pageTitle: string,
  address: string,
  lines: readonly Line[],
): Steps<KindJudgement> {
  const url = address.replace(/^\w+:\/+[^/]*|#(?!!?\/).*/g, '');
  const title = pageTitle.slice(0, MAX_TITLE).replace(/\s+/g, '');
  const asideOf = nearestOf(/^(?:nav|footer|aside)$/);
  const headOf = nearestOf(/^h[1-4]$/);
  const member = new Set<string>();
  const metadata = new Set<RegExp>();
  let [headlines, dates, hasTitle] = [0, 0, 0];
  // The stretch of lines in which text outweighs links the most (a maximum subarray).
  let [sum, best, prose, links, bestProse, bestLinks] = [0, 0, 0, 0, 0, 0];
  // The longest text that no headline interrupts.
  let [run, longest] = [0, 0];
  // Texts below headlines that are headings.
  let [texts, isBelowHead] = [0, false];
  for (const [index, line] of lines.entries()) {
    if (index % ITEMS_A_STEP === 0) yield;
    const { text, linked, element, weight } = line;
    const length = text.length;
    if (isHeadline(line)) {
      headlines++;
      links++;
      sum -= HEADLINE_WEIGHT;
      run = 0;
      isBelowHead = headOf(element) !== null;
    } else if (weight && !asideOf(element)) {
      prose++;
      sum += weight;
      if (isBelowHead && !run) texts++;
      run += weight;
      longest = Math.max(longest, run);
    }
    if (sum <= 0) sum = prose = links = 0;
    if (sum > best) [best, bestProse, bestLinks] = [sum, prose, links];
    if (length < 200) {
      if (length < 90 && DATE.test(text)) dates++;
      for (const label of METADATA) if (label.test(text)) metadata.add(label);
    }
    if (MEMBER.test(text)) member.add(text);
    const place =
      length > 6 && length < MAX_TITLE && linked < 8 ? title.indexOf(text.replace(/\s+/g, '')) : -1;
    if (place === 0 || (place > 0 && length > 12)) hasTitle = 1;
  }
  // A headline for every other paragraph is a list with summaries, unless one is longer than any summary.
  const isDispersed =
    (bestLinks > 3 && bestLinks > bestProse / 2 && longest < LONG_SUMMARY) ||
    (!hasTitle && texts >= MIN_TEXTS && longest < best / 2);
  // Long text alone makes an article (0.5 at 400 characters), short text with title, date and labels as well.
  const article =
    Math.min(best / 800, 0.5) +
    metadata.size * 0.1 +
    hasTitle * 0.2 +
    (dates && dates < 9 ? 0.1 : 0) -
    (isDispersed ? 0.4 : 0) -
    (best < 60 ? 0.3 : 0);

  if (
    member.size + (/会员|个人|我的|账[户号]|\/(?:member|user|account|my)\b/.test(title + url) ? 2 : 0) > 4 &&
    best < 150 * member.size
  )
    return judged('member', 0.8);
  if (article < SURE && HOME_ADDRESS.test(url)) return judged('home', 0.8);
  if (article < SURE && (SEARCH_ADDRESS.test(url) || SEARCH.test(title))) return judged('search', 0.8);
  if (article > 0.35) return judged('article', 0.4 + article * 0.6);
  return headlines > 2 || (headlines && dates > 2) ? judged('list', 0.8 - article) : judged('other', 0.5);
}

const judged = (kind: PageKind, kindScore: number): KindJudgement => ({
  kind,
  kindScore: Math.min(1, kindScore),
});
