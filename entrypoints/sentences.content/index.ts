import { defineContentScript } from 'wxt/utils/define-content-script';
import { sentenceTexts } from '../../locales/sentences.ts';
import { documentInUse, documentsOf, isElement } from '../../utils/annotation/page-documents.ts';
import { beginWalk, rangeOfWalk, renewWalk, type Walk } from '../../utils/annotation/sentence-walk.ts';
import { firstSentenceBelow } from '../../utils/annotation/sentences.ts';
import { boxInPage } from '../../utils/annotation/text-rects.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import type { MarkColour } from '../../utils/library/library.ts';
import { readerLanguage } from '../marks.content/reader-language.ts';
import { isEditable } from '../marks.content/watch-selection.ts';
import { stepToMark } from '../step.content/step-to-mark.ts';
import { keyAction } from './key-action.ts';
import { openSurface } from './surface.tsx';

declare global {
  /** The mode that is on, in the world of our scripts: the shortcut pressed again ends it. */
  var sentenceMode: AbortController | undefined;
}

/** Put into a page when the mark shortcut is pressed with nothing selected: the page is marked by keyboard alone, sentence by sentence. */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  async main(ctx) {
    const present = globalThis.sentenceMode;
    if (present) return present.abort();
    const language = await readerLanguage();
    const marks = globalThis.pageMarks;
    const inUse = documentInUse().activeElement;
    // The words that the reader has selected there can't be seen from here.
    if (isElement(inUse) && inUse.matches('iframe, frame') && marks)
      marks.state.toast.value = { words: sentenceTexts[language].inFrame };
    else if (document.body) begin(language, ctx.signal);
  },
});

/** From here down, where the window's own head may stand over the text, px. */
const HEAD = 60;

function begin(language: 'zh-CN' | 'en', scriptSignal: AbortSignal): void {
  const mode = new AbortController();
  const { signal } = mode;
  globalThis.sentenceMode = mode;
  signal.addEventListener('abort', () => {
    globalThis.sentenceMode = undefined;
  });
  scriptSignal.addEventListener('abort', () => mode.abort(), { signal });
  const texts = sentenceTexts[language];
  const surface = openSurface(language, () => mode.abort(), signal);
  let walk = beginWalk(document.body);
  let isStale = false;
  const changes = new MutationObserver(() => {
    isStale = true;
  });
  signal.addEventListener('abort', () => changes.disconnect());

  const at = Math.max(0, firstSentenceBelow(walk, HEAD, boxInPage));
  walk = { ...walk, first: at, last: at };
  const isEmpty = walk.sentences.length === 0;
  const hasKeys = () => globalThis.pageMarks?.state.hasKeys.value ?? true;
  const stop = globalThis.pageMarks?.state.hasKeys.subscribe((has) => surface.show(walk, has));
  signal.addEventListener('abort', () => stop?.());
  surface.show(walk, hasKeys());
  surface.say(
    isEmpty ? texts.nothing : (hasKeys() ? texts.heard : texts.heardNoKeys)(at + 1, walk.sentences.length),
  );

  const press = (event: KeyboardEvent) => {
    // On the bar's own button Enter presses that.
    const isOnButton = event.target === surface.host && event.key === 'Enter';
    const action = isForUs(event) && !isOnButton ? keyAction(event, hasKeys()) : null;
    if (!action) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isStale) {
      walk = renewWalk(walk, document.body);
      isStale = false;
    }
    if (action === 'leave') return mode.abort();
    if (typeof action === 'function') {
      walk = action(walk) ?? walk;
      surface.show(walk, hasKeys());
      surface.say(wordsOf(walk, texts));
    } else if (action === 'next-mark' || action === 'previous-mark') {
      const { pageMarks: marks } = globalThis;
      if (marks) stepToMark(marks, action === 'next-mark' ? 1 : -1, language);
    } else actOn(walk, action);
  };
  for (const inner of documentsOf(document)) {
    changes.observe(inner.body, { childList: true, subtree: true, characterData: true });
    inner.defaultView?.addEventListener('keydown', press, { capture: true, signal });
  }
}

/** A picture is read out by what it shows. */
function wordsOf(walk: Walk, texts: { image: string }): string {
  const range = rangeOfWalk(walk);
  const picture = range && elementOf(range);
  const alt = picture?.getAttribute('alt') ?? '';
  return range?.toString() || [texts.image, alt].filter(Boolean).join(' · ');
}

/** The marks' own script says what came of it. */
function actOn(walk: Walk, action: 'remove' | { colour: MarkColour | null; opens: 'note' | null }): void {
  const [range, marks] = [rangeOfWalk(walk), globalThis.pageMarks];
  if (!range || !marks) return;
  if (action === 'remove') void marks.remove(range);
  else void marks.mark(range, action.colour, action.opens);
}

/** Not what a page makes up, not an input method's, and not what is typed into a field or into our own card. */
function isForUs(event: KeyboardEvent): boolean {
  if (!event.isTrusted || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return false;
  // Within an open root of the page's own, the event's target is the element around it.
  return event.target !== globalThis.pageMarks?.host && !isEditable(event.composedPath()[0]);
}
