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
  const ends = words.length > 60 ? [words.slice(0, 20), words.slice(-20)] : [words];
  const fragment = ends.map((text) => encodeURIComponent(text).replace(/-/g, '%2D')).join();
  const { href } = location;
  // Behind what the page itself has there: `#/news/12` is the address of one.
  const directive = words && `${href.includes('#') ? '' : '#'}:~:text=${fragment}`;
  await copy(state, href + directive, state.texts.linkCopied);
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
