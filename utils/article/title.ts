import { plainAddress } from './address.ts';
import { HAN, LETTER } from './characters.ts';
import { candidate, chooseField, type FoundValue, MAX_VALUE_LENGTH } from './field.ts';
import { linkOf } from './line-makeup.ts';
import { nearestOf } from './nearest.ts';
import type { Field } from './reading.ts';
import type { StructuredData } from './structured-data.ts';
import type { Line } from './visible-text.ts';

/** Titles are looked for in this many lines: menus of portals are long. */
const MAX_LINES = 1_500;
const MAX_TITLE_LENGTH = 150;
const MAX_DOCUMENT_TITLE = 500;
/** Shorter ones than this many letters are titles only in the page's first heading. */
const MIN_LENGTH = 4;

/**
 * The article's title: a line that the document's title or the named title begins with, a heading best; else what remains of
 * the document's title without site and section. Also gives the line it stands in, or −1.
 */
export function findTitle(
  pageTitle: string,
  lines: readonly Line[],
  data: StructuredData,
  address: string,
): { field: Field<string>; line: number } {
  const shown = foldText(pageTitle.slice(0, MAX_VALUE_LENGTH));
  const named = foldText((data.title ?? '').slice(0, MAX_VALUE_LENGTH));
  const parts = new Set(partsOf(pageTitle.slice(0, MAX_DOCUMENT_TITLE)).map(foldText));
  const site = foldText(data.siteName ?? '');
  const titles = [shown, named, ...parts].join(' ');
  const headOf = nearestOf(/^h[1-6]$/);
  const stripped = withoutSite(pageTitle, data);
  const bare = foldText(stripped.slice(0, MAX_VALUE_LENGTH));
  const isEmpty = isOfTemplate(bare, site);
  const isName = NAME_OF_SITE.test(bare);
  const found: (FoundValue<string> & { line: number })[] = [];
  lines.slice(0, MAX_LINES).forEach((line, index) => {
    const { text, element, linked } = line;
    if (text.length < 2 || text.length > MAX_TITLE_LENGTH) return;
    const heading = Number(headOf(element)?.localName.slice(1) ?? 0);
    if (heading !== 1 && !isNear(text, titles) && !(named.length > 7 && text.length * 2 >= named.length))
      return;
    const plain = text.replace(MARKED, '');
    const isMarked = plain !== text && !titles.includes(foldText(text)) && titles.includes(foldText(plain));
    const own = isMarked ? plain : text;
    const folded = foldText(own);
    if (folded.length < 2 || (isEmpty && (folded === bare || (bare !== site && parts.has(folded))))) return;
    if (folded.length < MIN_LENGTH && heading !== 1) return;
    const isWhole = folded === shown || folded === named;
    const share = folded.length / Math.max(shown.length, 1);
    let confidence = 0;
    if (isWhole || (shown.startsWith(folded) && (share > 0.25 || parts.has(folded))))
      confidence = 0.72 + Math.min(share, 1) * 0.1;
    else if (parts.has(folded) && folded !== site && share > 0.3) confidence = 0.7;
    else if (shown.includes(folded) && folded.length > 7 && share > 0.3) confidence = 0.6;
    else if (named.length > 7 && folded.includes(named)) confidence = 0.7;
    if (heading > 0 && confidence > 0) confidence += 0.15 - heading * 0.01;
    else if (heading === 1 && folded.length > 5)
      confidence = (isEmpty || isName) && !SITE_PART.test(own) && folded !== site ? 0.6 : 0.45;
    // Above another heading it names who runs the site.
    if (isName && folded === bare && found.length === 0) confidence = Math.min(confidence, 0.58);
    // A headline that is a link is another article's, unless it leads back to this page.
    if (confidence > 0 && (linked * 2 <= text.length || leadsTo(line, address))) {
      const source = heading > 0 ? 'heading' : 'body';
      found.push({ ...candidate(own, Math.min(confidence, 0.98), source, text, element), line: index });
    }
  });
  const candidates: FoundValue<string>[] = [...found];
  if (data.title) candidates.push(candidate(withoutMarkup(data.title), 0.56, 'meta', data.title));
  if (stripped && !isEmpty) candidates.push(candidate(stripped, 0.55, 'document-title', pageTitle));
  const field = chooseField(candidates);
  const best = found.find(
    ({ value, confidence }) => value === field.value && confidence === field.confidence,
  );
  return { field, line: best ? lastLineOf(lines, best.line) : -1 };
}

/** What boards and editors put before a title: [求助] 标题, 原创 标题. */
const MARKED = /^\s*(?:[[【（(][^[\]【】（）()]{1,6}[\]】）)]|原创|转载|置顶|精华)\s*/;
/** Such a name as the whole of a document's title is that of whoever runs the site, if the page has another heading. */
const NAME_OF_SITE = /(?:公司|集团|政府|网)$/;

/** Whether a document's title says no more than what kind of page it is, or whose. */
const isOfTemplate = (folded: string, site: string): boolean =>
  folded === site ||
  /^(?:(?:新闻|文章|内容|资讯|信息|公告|动态)*(?:详情|详细|正文|内容|内页)+页?(?:面|内容)?|无标题(?:文档|页)?|untitled.*|document|index)$/.test(
    folded,
  );

/** Whether a text's first character of meaning stands in the folded titles: to fold it is worth while then alone. */
function isNear(text: string, titles: string): boolean {
  const first = /[\u4e00-\u9fff]|[a-z\d]+(?!\p{M})/iu.exec(text)?.[0];
  return first === undefined || titles.includes(first.toLowerCase());
}

/** Whether the line's link is the page's own address: how blogs write their titles. */
function leadsTo(line: Line, address: string): boolean {
  const link = linkOf(line);
  if (!link) return false;
  try {
    return plainAddress(new URL(link, address).href) === plainAddress(address);
  } catch {
    return false;
  }
}

/** Some systems put their line breaks into the named title. */
const withoutMarkup = (title: string) =>
  title
    .replace(/<[a-z/][^>]{0,40}>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The same text may stand twice, in the breadcrumb or a doubled header: the last one before other text is where the article begins. */
function lastLineOf(lines: readonly Line[], index: number): number {
  const title = foldText(lines[index]?.text ?? '');
  let last = index;
  for (let at = index + 1; at < Math.min(index + 12, lines.length); at++)
    if (foldText((lines[at]?.text ?? '').slice(0, 2 * MAX_TITLE_LENGTH)) === title) last = at;
  return last;
}

const BETWEEN_PARTS = /* @__PURE__ */ new RegExp(
  `\\s*[_|｜丨]+\\s*|\\s+[-–—·»›>:：]\\s+|\\s*-{1,2}(?=[^-—\\d]{2,14}$)|--|(?<=[${LETTER}\\d])\\s*[-–—](?=[${HAN}A-Za-z]{2,10}(?:网|报|论坛|频道|新闻|在线|社区|博客|门户|官网|中心|客户端)$)`,
);

/** Parts of a document's title: 标题_频道_某某网; 标题 - 版块 - 论坛; 某某网 » 标题. */
const partsOf = (title: string) => title.trim().split(BETWEEN_PARTS);

/** Words that only a board's or a shop's own name ends with. */
const SITE_PART = /^powered by|(?:论坛|社区|博客|门户|官网|官方网站|首页|频道|新闻网|日报|晚报)$/i;

/**
 * 标题_频道_某某网 → 标题; 某某博客 » 标题 → 标题. Short parts go from the end, and the site's name from the beginning; quotes and dashes
 * within the title stay.
 */
export function withoutSite(title: string, data: Pick<StructuredData, 'siteName'>): string {
  const parts = partsOf(title.slice(0, MAX_DOCUMENT_TITLE));
  while (parts.length > 1) {
    const last = parts.at(-1) ?? '';
    const rest = parts.slice(0, -1).join('').length;
    const isSite = last === data.siteName || /^powered by/i.test(last);
    if (!isSite && (last.length > 16 || (rest < last.length && !SITE_PART.test(last)))) break;
    parts.pop();
  }
  const [first = ''] = parts;
  if (parts.length > 1 && (first === data.siteName || SITE_PART.test(first))) parts.shift();
  const kept = parts.join(' ').trim();
  return title.includes(kept) ? kept : (parts[0] ?? '').trim();
}

/** Letters and digits alone, lower case, full-width forms folded: for comparing texts, never for showing them. */
export function foldText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\s]+/gu, '');
}
