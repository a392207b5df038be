import { resolveAddress } from './images.ts';
import { ITEMS_A_STEP, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/** The inline elements that survive, and what they become. */
const INLINE: ReadonlyMap<string, string> = new Map([
  ['strong', 'strong'],
  ['b', 'strong'],
  ['em', 'em'],
  ['i', 'em'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['tt', 'code'],
  ['sup', 'sup'],
  ['sub', 'sub'],
  ['mark', 'mark'],
  ['del', 'del'],
  ['s', 'del'],
  ['strike', 'del'],
  ['u', 'u'],
]);

interface Run {
  tags: string[];
  href: string | null;
  text: string;
}

/** The line's text with its inline elements; pieces that are wrapped alike are written once. Its text is the line's text. */
export function* inlineHtml(line: Line, base: string): Steps<string> {
  const runs: Run[] = [];
  let end = '';
  for (const [index, node] of line.nodes.entries()) {
    if (index % ITEMS_A_STEP === 0) yield;
    if (node.nodeType !== 3) continue;
    const data = (node as Text).data
      .replace(/[\u200b\u200c\u2060\ufeff\u00ad\ue000-\uf8ff]+/g, '')
      .replace(/\s+/g, ' ');
    // White space at the seam of two pieces is one space, and none at the line's beginning.
    const text = end === '' || end === ' ' ? data.trimStart() : data;
    if (!text) continue;
    end = text.at(-1) ?? '';
    const run = { ...wrappingOf(node, line.element, base), text };
    const last = runs.at(-1);
    if (last && last.href === run.href && last.tags.join() === run.tags.join()) last.text += text;
    else runs.push(run);
  }
  const last = runs.at(-1);
  if (last) last.text = last.text.trimEnd();
  return runs.map(runHtml).join('');
}

export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function wrappingOf(node: Node, block: Element, base: string): Omit<Run, 'text'> {
  const tags = new Set<string>();
  let href: string | null = null;
  for (let at = node.parentElement; at && at !== block; at = at.parentElement) {
    const tag = INLINE.get(at.localName);
    if (tag) tags.add(tag);
    else if (at.localName === 'a') href ??= linkAddress(at.getAttribute('href'), base);
  }
  return { tags: [...tags].sort(), href };
}

function linkAddress(value: string | null, base: string): string | null {
  const address = value && !/^\s*(?:#|javascript:)/i.test(value) ? resolveAddress(value, base) : null;
  return address && /^https?:/.test(address) ? address : null;
}

function runHtml({ tags, href, text }: Run): string {
  if (text.trim() === '') return text;
  const inner = tags.reduce((html, tag) => `<${tag}>${html}</${tag}>`, escapeText(text));
  return href ? `<a href="${escapeText(href)}">${inner}</a>` : inner;
}
