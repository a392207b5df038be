import type { ElementOrSelector } from './field.ts';
import { nearest } from './nearest.ts';
import type { Line } from './visible-text.ts';

/** By which elements a line is written: what tells a writer's name from other words. */
export interface LineMakeup {
  /** Its text by the inline elements that hold it. */
  pieces: LinePiece[];
  isBold: boolean;
}

export interface LinePiece {
  text: string;
  element: ElementOrSelector;
  /** It leads elsewhere: to a channel, a medium or a writer. */
  isLinked: boolean;
  isAccount: Account;
}

/**
 * `author`: marked as the writer by `rel`, `itemprop` or the plain word of a class; `account`: it leads to somebody's page; `channel`: to a list of
 * articles.
 */
export type Account = 'author' | 'account' | 'channel' | null;

const ACCOUNT_ADDRESS =
  /(?:^|[/?&.=_-])(?:space|user(?:info)?|profile|member|authors?|people|uid|u|home|blogger|writer|columnist|viewpro|media|personal)(?:[/?&=._-]|$)/i;
const CHANNEL_ADDRESS =
  /(?:^|[/?&._-])(?:categor(?:y|ies)|tags?|topics?|channels?|columns?|(?:cat|type|tag|column|channel|class)_?id)(?:[/?&=._-]|$)/i;
const AUTHOR_CLASS = /(?:^|[\s_-])(?:author|writer|nick|nickname|byline)(?=$|[\s_-])/i;
const ACCOUNT_CLASS = /(?:^|[\s_-])(?:user|username|account)(?=$|[\s_-])/i;

export function makeupOf(line: Line | undefined): LineMakeup {
  if (!line) return { pieces: [], isBold: false };
  return {
    pieces: piecesOf(line).map(({ text, element }) => ({
      text,
      element,
      isLinked: nearest(element, /^a$/) !== null,
      isAccount: isAccount(element, line),
    })),
    isBold: line.nodes.every(({ parentElement }) => nearest(parentElement, /^(?:b|strong)$/)),
  };
}

/** Where the line's link leads to, as it is written: that of its first text. */
export function linkOf({ nodes }: Line): string | null {
  const text = nodes.find(({ nodeType }) => nodeType === 3);
  return nearest(text?.parentElement ?? null, /^a$/)?.getAttribute('href') ?? null;
}

function piecesOf(line: Line): { text: string; element: Element }[] {
  const pieces: { text: string; element: Element }[] = [];
  for (const node of line.nodes) {
    const element = node.parentElement;
    if (node.nodeType !== 3 || !element) continue;
    const last = pieces.at(-1);
    const text = (node as Text).data;
    if (last?.element === element) last.text += text;
    else pieces.push({ text, element });
  }
  return pieces;
}

/** Whether the element leads to a writer's page or is marked as the writer's name, itself or up to the line's block. */
function isAccount(element: Element, line: Line): Account {
  let account: Account = null;
  for (let at: Element | null = element; at; at = at.parentElement) {
    const classes = `${at.getAttribute('class') ?? ''} ${at.id}`;
    const role = `${at.getAttribute('rel')} ${at.getAttribute('itemprop')}`;
    if (/author/.test(role) || AUTHOR_CLASS.test(classes)) return 'author';
    const path = at.getAttribute('href')?.replace(/^(?:\w+:)?\/\/[^/]*/, '') ?? '';
    if ((at.localName === 'a' && ACCOUNT_ADDRESS.test(path)) || ACCOUNT_CLASS.test(classes))
      account = 'account';
    else if (/category|\btag\b/.test(role) || (at.localName === 'a' && CHANNEL_ADDRESS.test(path)))
      account ??= 'channel';
    if (at === line.element) break;
  }
  return account;
}
