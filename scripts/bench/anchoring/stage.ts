import type { Random } from '../../../tests/simulation/random.ts';
import { type FollowedText, isText, textNodes } from './followed-text.ts';
import type { Page } from './page.ts';
import type { Paragraph } from './paragraphs.ts';
import type { Passage } from './passages.ts';

/** A page while one edit is made. */
export interface Stage {
  document: Document;
  body: HTMLElement;
  isChinese: boolean;
  followed: FollowedText;
  /** The article's; an edit that replaces what carries one puts the new node here. */
  paragraphs: Paragraph[];
  passages: Passage[];
  random: Random;
}

export type Edit = (stage: Stage) => void;

export function stageFor(page: Page, passages: Passage[], random: Random): Stage {
  return {
    document: page.body.ownerDocument,
    body: page.body,
    isChinese: page.isChinese,
    followed: page.followed,
    paragraphs: page.paragraphs.map(({ nodes, texts }) => ({ nodes: [...nodes], texts })),
    passages,
    random,
  };
}

/** The text nodes that carry a paragraph now: an edit may have cut those it had. */
export function textsOf(paragraph: Paragraph): Text[] {
  return paragraph.nodes.flatMap((node) => (isText(node) ? [node] : textNodes(node)));
}

/** A stretch of one text node. */
export interface Stretch {
  node: Text;
  start: number;
  end: number;
}

/** Where a passage's characters are now, node by node. */
export function stretchesOf({ body, followed }: Stage, { ids }: Passage): Stretch[] {
  const wanted = new Set(ids);
  return textNodes(body).flatMap((node) => {
    const own = followed.idsOf(node);
    const [start, end] = [own.findIndex((id) => wanted.has(id)), own.findLastIndex((id) => wanted.has(id))];
    return start < 0 ? [] : [{ node, start, end: end + 1 }];
  });
}

export function insertBefore(paragraph: Paragraph | undefined, ...nodes: Node[]): void {
  const [first] = paragraph?.nodes ?? [];
  for (const node of nodes) first?.parentNode?.insertBefore(node, first);
}

export function insertAfter(paragraph: Paragraph | undefined, ...nodes: Node[]): void {
  const last = paragraph?.nodes.at(-1);
  const next = last?.nextSibling ?? null;
  for (const node of nodes) last?.parentNode?.insertBefore(node, next);
}

export function make(
  document: Document,
  name: string,
  text: string,
  attributes: Record<string, string> = {},
) {
  const element = document.createElement(name);
  element.textContent = text;
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

/** Takes some of a list, in their order. */
export function sample<T>(list: T[], count: number, random: Random): T[] {
  const rest = list.map((_, at) => at);
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, list.length)) {
    const [at] = rest.splice(random.below(rest.length), 1);
    if (at !== undefined) chosen.add(at);
  }
  return list.filter((_, at) => chosen.has(at));
}

const HAN = /\p{Script=Han}/u;

/** Another letter than the one there, of the same script, from the page's own text: a typist's mistake looks like the language. */
export function otherLetter({ paragraphs, random, isChinese }: Stage, letter: string): string {
  for (let tries = 0; tries < 50; tries += 1) {
    const { texts } = paragraphs[random.below(paragraphs.length)] ?? { texts: [] };
    const data = texts[random.below(texts.length)]?.data ?? '';
    const other = data[random.below(data.length)] ?? '';
    if (other !== letter && isLetter(other) && HAN.test(other) === HAN.test(letter)) return other;
  }
  return isChinese ? '某' : letter === 'e' ? 'a' : 'e';
}

export function isLetter(character: string): boolean {
  return /[\p{L}\p{N}]/u.test(character);
}
