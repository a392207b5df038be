import { own } from '../shadowed.ts';
import type { TextIndex } from './text-index.ts';

/** A stretch of the page as a person would write it down: runs of white space are one blank, a new block is a new line. */
export function readableText(index: TextIndex, start: number, end: number): string {
  let text = '';
  let previous: Element | null = null;
  for (let at = firstNodeAt(index, start); at < index.nodes.length; at += 1) {
    const node = index.nodes[at];
    const begins = index.starts[at] ?? 0;
    if (!node || begins >= end) break;
    const block = blockOf(node);
    if (previous && (block !== previous || isAfterBreak(node))) text += '\n';
    previous = block;
    text += node.data.slice(Math.max(0, start - begins), end - begins).replace(/\s+/g, ' ');
  }
  return text
    .replace(/ *\n[ \n]*/g, '\n')
    .replace(/ {2,}/g, ' ')
    .trim();
}

const BLOCKS =
  'address,article,aside,blockquote,body,caption,dd,details,dialog,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hgroup,legend,li,main,nav,ol,p,pre,section,summary,table,tbody,td,tfoot,th,thead,tr,ul';

/** The block that a text stands in. */
export function blockOf(node: Text): Element | null {
  return node.parentElement?.closest(BLOCKS) ?? null;
}

/** Whether a line break stands right before it, inside inline elements or out. */
export function isAfterBreak(node: Text): boolean {
  const block = blockOf(node);
  let at: Node = node;
  while (!at.previousSibling && at.parentNode && at.parentNode !== block) at = at.parentNode;
  let before = at.previousSibling;
  if (before?.nodeType === 3 && !before.nodeValue?.trim()) before = before.previousSibling;
  for (let last = before; last; last = own(last, 'lastChild')) before = last;
  return before?.nodeName === 'BR';
}

function firstNodeAt(index: TextIndex, start: number): number {
  const at = index.starts.findLastIndex((begins) => begins <= start);
  return Math.max(0, at);
}
