import { findDate } from './dates.ts';
import { isScanCode } from './images.ts';
import { proseWeight } from './kind.ts';
import { type Label, labelsOfLine } from './labels.ts';
import { findProse } from './prose.ts';
import { foldText } from './title.ts';
import type { Line } from './visible-text.ts';

/** The article's own lines. */
export interface Body {
  lines: Line[];
  /** Indexes into the page's lines: the first of the body, and the line after its last. */
  from: number;
  to: number;
}

/** What follows an article: from such a line on nothing belongs to it, unless most of the text is still to come. */
const END =
  /^[\s【[（(◆■▼※*·>-]*(?:(?:责任?|执行|值班|网络)?编辑?\s*[:：|｜]|责任编辑|(?:上|下)一(?:篇|个|条|页)|相关(?:阅读|新闻|文章|链接|推荐|报道|资讯|主题|内容|标签|搜索|专题)|(?:推荐|延伸|扩展|更多|热门|精彩)(?:阅读|文章|新闻|推荐|内容|资讯|图文)|猜你(?:喜欢|感兴趣)|为[您你]推荐|大家都在看|(?:免责|版权|特别|郑重|重要)(?:声明|提示|说明)|声明\s*[:：]|分享(?:到|至|本文)|分享\s*[:：]|转载(?:请|声明|须)|未经.{0,12}(?:许可|授权|同意)|打印|关闭(?:窗口|本页)?[\]】]?$|我要(?:评论|纠错|举报)|(?:网友|发表|最新|全部|热门|精彩|相关)评论|评论\s*[(（\d]|文明上网|返回(?:顶部|列表|首页|上一页)|(?:标签|关键词|tags?)\s*[:：]|copyright|©|京?[\u4e00-\u9fa5]?icp备|阅读原文|查看更多|本文(?:来源|转自|由|系|仅代表)|(?:来源|稿源|作者|文章来源)\s*[:：]|[(（]\s*(?:来源|作者|编辑|责任编辑|责编|原标题|本文来源|图片?来源)\s*[:：])/i;
/** Lines that never belong to an article, wherever they stand. */
const JUNK =
  /^(?:访问量|浏览(?:次数|量)?|阅读(?:量|数)?|点击(?:量|数|率)?|字号|字体|分享到?|收藏|打印|点赞|投稿|评论|详情|正文|纠错|关闭|大|中|小|复制链接|微信|微博|QQ空间|新浪微博|腾讯微博|微信好友|朋友圈|\d+)\s*[:：]?\s*[\d,.万+次人]*$|(?:扫一?扫|扫码|扫描|长按|识别).{0,16}(?:二维码|关注|小程序|手机看|分享|公众号)|(?:关注|添加).{0,12}(?:公众号|微信号?)$|点击.{0,8}(?:蓝字|下载|加载|进入|查看更多|上方)|^.{0,4}下载.{0,8}(?:客户端|app)|^advertisement$|^广告$|^(?:第\s*\d+\s*页|共\s*\d+\s*页|[上下]一页|首页|尾页|末页|[\s/<>«»|·\d…]+)+$|^您?的浏览器/i;
/** A tail this large, measured in running text, means that the end was no end. */
const MAX_TAIL_SHARE = 0.4;

/** Running text this long is the article's; shorter pieces before it are subtitles and tools. */
const FIRST_TEXT_LENGTH = 24;
/** Between the first paragraph and the rest stand at most an advertisement and a few tools. */
const LINES_BACK = 8;

/** The lines of the article's body: the element where running text is gathered, without what stands before and after and between. */
export function findBody(
  lines: readonly Line[],
  root: Element,
  titleLine: number,
  title: string | null,
  labels: readonly Label[],
  now: number,
): Body {
  const after = lines.slice(titleLine + 1);
  const hasText = after.some((line) => proseWeight(line.text, line.linked) > 0);
  const start = hasText ? titleLine + 1 : 0;
  const { element, isAside } = findProse(hasText ? after : lines, root);
  let from = lines.findIndex((line, index) => index >= start && element.contains(line.element));
  let to = lines.findLastIndex((line) => element.contains(line.element)) + 1;
  if (from < 0 || to <= from) return { lines: [], from: lines.length, to: lines.length };
  const metadata = new Set(labels.flatMap(({ line, valueLine }) => [line, valueLine]));
  from = firstLine(lines, start, from, metadata);
  from = skipHead(lines, from, to, metadata, title, now);
  to = cutTail(lines, from, to);
  const own = lines
    .slice(from, to)
    .filter((line, index, all) => isOwn(line, all[index - 1], all[index + 1]) && !isAside(line.element));
  return { lines: own, from, to };
}

/** The first paragraphs may stand before the element that holds the others: goes back to them, but not past the title. */
function firstLine(
  lines: readonly Line[],
  start: number,
  from: number,
  metadata: ReadonlySet<number>,
): number {
  let first = from;
  for (let index = from - 1; index >= Math.max(start, from - LINES_BACK); index--) {
    const line = lines[index];
    if (line && proseWeight(line.text, line.linked) > 30 && start > 0 && !metadata.has(index)) first = index;
  }
  return first;
}

/** Steps over title, breadcrumb, metadata and tools between the element's start and the first running text. */
function skipHead(
  lines: readonly Line[],
  from: number,
  to: number,
  metadata: ReadonlySet<number>,
  title: string | null,
  now: number,
): number {
  const own = foldText(title ?? '');
  let start = from;
  for (let index = from; index < to; index++) {
    const line = lines[index];
    if (!line) break;
    const { text, linked } = line;
    const isTitle = own !== '' && foldText(text) === own;
    const isMetadata =
      metadata.has(index) && (text.length < 100 || labelsOfLine(text)[0]?.name === 'summary');
    const date = text.length < 60 && !/[，。]/.test(text) ? findDate(text, now) : null;
    const isDate = date !== null && text.length - (date.to - date.from) < 30;
    if (isTitle || isMetadata || isDate) start = index + 1;
    else if (proseWeight(text, linked) >= FIRST_TEXT_LENGTH) break;
  }
  return start;
}

function cutTail(lines: readonly Line[], from: number, to: number): number {
  const weights = lines.slice(from, to).map((line) => proseWeight(line.text, line.linked));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let read = 0;
  for (let index = from; index < to; index++) {
    const text = lines[index]?.text ?? '';
    if (
      read > 0 &&
      END.test(text) &&
      text.length < 200 &&
      total - read - (weights[index - from] ?? 0) <= total * MAX_TAIL_SHARE
    )
      return index;
    read += weights[index - from] ?? 0;
  }
  return to;
}

function isOwn(line: Line, before: Line | undefined, next: Line | undefined): boolean {
  const { text, linked, nodes, element } = line;
  if (text && JUNK.test(text) && text.length < 60) return false;
  if (text && linked > text.length * 0.8 && !element.closest('blockquote,td')) return false;
  const images = nodes.filter((node): node is Element => node.nodeType === 1);
  if (!text) return images.some((image) => !isScanCode(image)) && !isPrompt(next) && !isPrompt(before, 20);
  return true;

  function isPrompt(other: Line | undefined, limit = 60): boolean {
    return other !== undefined && other.text.length < limit && /二维码|扫一?扫|扫码/.test(other.text);
  }
}
