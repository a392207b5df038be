import createMarkdown, { type MarkdownIt, type Token } from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';

/** What a note may be made of. Headings are paragraphs in bold: a note stands within something that has its own. */
export const NOTE_ELEMENTS = [
  ...['p', 'br', 'hr', 'blockquote', 'ul', 'ol', 'li', 'pre', 'code', 'strong', 'em', 's', 'a'],
  ...['table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

export type NoteNode = string | NoteElement;

export interface NoteElement {
  /** One of `NOTE_ELEMENTS`. */
  name: string;
  children: NoteNode[];
  /** Of a link: absolute, http, https or mailto. */
  address?: string;
  /** Of a numbered list that begins elsewhere than at 1. */
  start?: number;
}

/** Deeper than anybody writes. */
const DEEPEST = 24;
/** Two full notes side by side, joined. */
const LONGEST = 50_000;

/**
 * A note as CommonMark with tables, strikethrough and bare addresses, except that a line break is one, HTML and whatever else is not allowed is shown as it was typed, and a
 * picture is a link to it. What is nested too deep or too long to be meant is one paragraph, as it was typed.
 */
export function readMarkdown(text: string): NoteNode[] {
  if (text.length > LONGEST) return [paragraph(text)];
  const tokens = parser().parse(text, {});
  // The parser leaves out what is within blocks of that depth.
  const isTooDeep = tokens.some(({ level, type }) => level >= DEEPEST - 1 && type !== 'inline');
  return isTooDeep ? [paragraph(text)] : treeOf(tokens, false);
}

let made: MarkdownIt | undefined;

function parser(): MarkdownIt {
  if (made) return made;
  made = createMarkdown({ html: false, breaks: true, linkify: true, maxNesting: DEEPEST }).use(cjkFriendly);
  closeBesideQuotes(made);
  // A line that is indented or underlined with hyphens is no code and no heading to who writes a note, and a definition would hide its line.
  made.disable(['code', 'lheading', 'reference']);
  made.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
  made.validateLink = (address) => safeAddress(address) !== null;
  return made;
}

/**
 * CommonMark's rule counts quotation marks as punctuation of any language, so that `CEO**“放权”**后` would begin nothing: before an opening one emphasis begins, after a closing one it
 * ends, whatever letter is on the other side.
 */
function closeBesideQuotes(markdown: MarkdownIt): void {
  const Before = markdown.inline.State;
  markdown.inline.State = class extends Before {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      if (!canSplitWord) return found;
      const [before, after] = [this.src[start - 1] ?? ' ', this.src[start + found.length] ?? ' '];
      return {
        ...found,
        can_open: found.can_open || /[\p{Pi}\p{Ps}]/u.test(after),
        can_close: found.can_close || /[\p{Pf}\p{Pe}]/u.test(before),
      };
    }
  };
}

function treeOf(tokens: readonly Token[], isInLink: boolean): NoteNode[] {
  const root: NoteNode[] = [];
  const open = [root];
  let links = isInLink ? 1 : 0;
  for (const token of tokens) {
    const here = open.at(-1) ?? root;
    if (token.nesting < 0) {
      open.pop();
      if (token.type === 'link_close') links -= 1;
    } else if (token.hidden) {
      open.push(here); // the paragraphs of a list without empty lines
    } else if (token.nesting > 0) {
      const element = elementOf(token);
      here.push(element);
      open.push(token.type === 'heading_open' ? boldIn(element) : element.children);
      if (token.type === 'link_open') links += 1;
    } else {
      here.push(...leafOf(token, links > 0));
    }
  }
  return root;
}

function elementOf(token: Token): NoteElement {
  const { tag, type } = token;
  if (type === 'heading_open') return { name: 'p', children: [] };
  const element: NoteElement = { name: tag, children: [] };
  const address = tag === 'a' ? safeAddress(token.attrGet('href') ?? '') : null;
  if (address !== null) element.address = address;
  const start = Number(token.attrGet('start') ?? 1);
  if (tag === 'ol' && start !== 1) element.start = start;
  return element;
}

function boldIn(heading: NoteElement): NoteNode[] {
  const bold: NoteElement = { name: 'strong', children: [] };
  heading.children.push(bold);
  return bold.children;
}

function leafOf(token: Token, isInLink: boolean): NoteNode[] {
  const { type, content, children } = token;
  if (type === 'inline') return treeOf(children ?? [], isInLink);
  if (type === 'softbreak' || type === 'hardbreak') return [{ name: 'br', children: [] }];
  if (type === 'hr') return [{ name: 'hr', children: [] }];
  if (type === 'code_inline') return [{ name: 'code', children: [content] }];
  if (type === 'fence') return [{ name: 'pre', children: [{ name: 'code', children: [content] }] }];
  if (type !== 'image') return content === '' ? [] : [content];
  const words = treeOf(children ?? [], true);
  const address = safeAddress(token.attrGet('src') ?? '');
  if (isInLink || address === null) return words;
  return [{ name: 'a', children: words.length > 0 ? words : [address], address }];
}

/** Null for what doesn't lead to the web or to a letter; whatever else there is may run, or lead into the reader's own files. */
function safeAddress(written: string | number): string | null {
  const address = String(written);
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return ['http:', 'https:', 'mailto:'].includes(protocol) ? href : null;
}

const paragraph = (text: string): NoteElement => ({
  name: 'p',
  children: text
    .split('\n')
    .flatMap((line, at): NoteNode[] => (at === 0 ? [line] : [{ name: 'br', children: [] }, line])),
});
