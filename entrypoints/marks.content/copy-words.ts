import type { MarksState } from './state.ts';

/** The words with where they are from: a quotation to paste into a report. */
export async function copyQuotation(state: MarksState, range: Range): Promise<void> {
  const words = range.toString().replace(/\s+/g, ' ').trim();
  const title = document.title.trim();
  await copy(state, `“${words}”\n${title ? `——《${title}》` : '——'} ${location.href}`, state.texts.copied);
}

/** The page's address with the passage as a text fragment (https://wicg.github.io/scroll-to-text-fragment/). */
export async function copyLink(state: MarksState, quote: string): Promise<void> {
  const words = quote.replace(/\s+/g, ' ').trim();
  const [start, end] = words.length > 60 ? [words.slice(0, 20), words.slice(-20)] : [words, null];
  const encode = (text: string) => encodeURIComponent(text).replace(/-/g, '%2D');
  const fragment = end === null ? encode(start) : `${encode(start)},${encode(end)}`;
  await copy(state, `${location.href.replace(/#.*$/, '')}#:~:text=${fragment}`, state.texts.linkCopied);
}

async function copy(state: MarksState, text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    state.toast.value = { words: done };
  } catch {
    // A page without HTTPS, or one whose policy forbids it.
    state.toast.value = { words: state.texts.notCopied };
  }
}
