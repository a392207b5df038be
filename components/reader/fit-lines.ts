/** Letters without a place to break, as addresses have: as long as this they leave the line before them half empty. */
const LONG_WORD = /[!-~]{20,}/g;

/**
 * Of two full-width marks of punctuation that meet, the one whose empty half lies between them: what closes before what closes, what opens behind either
 * (https://www.w3.org/TR/clreq/#h-punctuation_adjustment_space).
 */
const MEETING =
  /[，。、）》」』】〉〕”’](?=[，。、；：）》」』】〉〕”’])|(?<=[，。、）》」』】〉〕”’（《「『【〈〔“‘])[（《「『【〈〔“‘]/g;

/**
 * Wraps what a style sheet alone can't reach, and leaves the text what it was: long words, which may break anywhere, so that they begin where the line has room;
 * and, where the browser doesn't squeeze punctuation itself (`text-spacing-trim`), marks that meet, which the font narrows if it can.
 */
export function fitLines(
  fragment: DocumentFragment,
  squeezesItself = CSS.supports('text-spacing-trim', 'trim-start'),
): void {
  wrap(fragment, LONG_WORD, 'long-word');
  if (!squeezesItself) wrap(fragment, MEETING, 'squeezed');
}

function wrap(fragment: DocumentFragment, pattern: RegExp, name: string): void {
  const walker = document.createTreeWalker(fragment, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isCode = node.parentElement?.closest('pre, code') != null;
    if (node instanceof Text && !isCode && node.data.search(pattern) !== -1) texts.push(node);
  }
  for (const text of texts) text.replaceWith(...pieces(text.data, pattern, name));
}

function pieces(words: string, pattern: RegExp, name: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let last = 0;
  for (const { index, 0: found } of words.matchAll(pattern)) {
    const wrapped = document.createElement('span');
    wrapped.className = name;
    wrapped.textContent = found;
    if (index > last) parts.push(words.slice(last, index));
    parts.push(wrapped);
    last = index + found.length;
  }
  return last < words.length ? [...parts, words.slice(last)] : parts;
}
