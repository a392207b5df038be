import { ITEMS_A_STEP, type Steps } from './steps.ts';
import { cleanText, type Line } from './visible-text.ts';

const POSITION = /^.{0,7}位置(?:是|在)?\s*[:：]?\s*/;
/** 首页 …, or a row of short names that begins with the site's: 某某网 > 股票 > 公司. */
const HOME = /^.{0,8}[首主]页|^home$|^[^>]{2,9}(?:>+[^>]{2,14})+>+[^>]{2,60}$/i;
/** A row that is announced, in one piece: 首页-新闻-公司. */
const FROM_HOME = /[首主]页[-–—/]/;
/** Glyphs of icon fonts live in the private use area. `/` and `-` separate only where space is around them; `|` stands in menus. */
const SEPARATOR = /\s*[>›»→＞》\ue000-\uf8ff]+\s*|(?:^|\s+)[/-]+(?:\s+|$)/;

/**
 * The way from the home page to this page, the article's own title still at its end. On one line or an element a crumb, with separators between,
 * often glyphs of an icon font. A menu that begins with 首页 looks the same but has none. Empty when the page shows no such way.
 */
export function* findBreadcrumb(lines: readonly Line[]): Steps<string[]> {
  for (let index = 0; index < lines.length; index++) {
    if (index % ITEMS_A_STEP === 0) yield;
    const { text = '', element } = lines[index] ?? {};
    if (text.length >= 300) continue;
    // Separators drawn by a style sheet are invisible here: then the row must say what it is.
    const isNamed = POSITION.test(text) || isNamedCrumb(element) || isNamedCrumb(element?.parentElement);
    if (isNamed || HOME.test(text)) {
      const items = readRow(lines, index, isNamed);
      if (items.length > 1) return items;
    }
  }
  return [];
}

const isNamedCrumb = (element: Element | null | undefined) =>
  /crumb/i.test(element?.getAttribute('class') ?? '');

/** Reads crumbs as long as a separator stands between two of them; in a named row the same parent will do. */
function readRow(lines: readonly Line[], from: number, isNamed: boolean): string[] {
  const items: string[] = [];
  let isOpen = true; // A separator has been read, or nothing yet.
  let separators = 0;
  const parent = lines[from]?.element.parentElement;
  for (const { nodes, element } of lines.slice(from, from + 20)) {
    for (const node of nodes) {
      const data = node.nodeType === 3 ? (node as Text).data : '';
      const parts = data.split(isNamed && FROM_HOME.test(data) ? /[-–—/>]+/ : SEPARATOR);
      for (const [index, part] of parts.entries()) {
        if (index > 0) {
          isOpen = true;
          separators++;
        }
        const text = cleanText(part).replace(POSITION, '');
        if (!/[^|/·-]/.test(text)) continue;
        if (
          !isOpen &&
          !(isNamed && !separators && (element === lines[from]?.element || element.parentElement === parent))
        )
          return items;
        if (text.length > 90) return items;
        items.push(text);
        isOpen = false;
      }
    }
  }
  return items;
}

/** The crumbs without the page itself at their end: its title, or a word for it such as 正文. */
export function channelsOf(items: readonly string[], title: string | null): string[] {
  const channels = [...items];
  const fold = (text: string) => text.replace(/[\s\p{P}]+/gu, '');
  const own = fold(title ?? '');
  for (let last = channels.at(-1); last !== undefined; last = channels.at(-1)) {
    const name = fold(last);
    const isOwn = own !== '' && (own === name || (name.length > 7 && own.startsWith(name)));
    if (
      !isOwn &&
      !/^(?:文章|全文|(?:文章|新闻|资讯|内容|公告|信息)?(?:详情|正文|内容|详细)(?:页|内容)?|(?:阅读|浏览|查看).{0,4})?$/.test(
        name,
      )
    )
      break;
    channels.pop();
  }
  return channels;
}
