import { effect } from '@preact/signals-core';
import { reanchorInSlices } from '../../utils/annotation/anchored-marks.ts';
import { followPage, QUIET_MS } from '../../utils/annotation/follow-page.ts';
import { documentOf } from '../../utils/annotation/page-documents.ts';
import { themeInSight } from '../../utils/annotation/page-theme.ts';
import { createPainter, type Painter } from '../../utils/annotation/paint.ts';
import { readPalette } from '../../utils/annotation/palette.ts';
import { wholeElementUnderPointer } from '../../utils/annotation/whole-element.ts';
import { call, whereReached } from '../../utils/messages/call.ts';
import { listenToNotices } from '../../utils/messages/listen-to-notices.ts';
import { clickMarks } from './click-marks.ts';
import { createOverlay } from './draw-overlay.ts';
import { loadMarks, sliceOptions } from './load-marks.ts';
import { makeMark } from './make-mark.ts';
import { mountSurface, tokens } from './mount-surface.tsx';
import { offerMarks } from './page-marks.ts';
import { pressKeys } from './press-keys.ts';
import { bringRareTools } from './rare-tools.ts';
import { followChoices } from './reader-choices.ts';
import { readerLanguage } from './reader-language.ts';
import { bringReattachTools } from './reattach-tools.ts';
import { recallUnsure } from './recall-tools.ts';
import { servePanel } from './serve-panel.ts';
import { createState, type MarksState } from './state.ts';
import { selectedRange, watchSelection } from './watch-selection.ts';

/** How often what other scripts may have taken out of the page's registry is looked for, while the page is seen. */
const RESTORE_MS = 2000;

/** Shows the page's marks and offers to make new ones, until `whole` aborts: then nothing of ours is left in the page. */
export function startMarks(whole: AbortSignal): void {
  const life = new AbortController();
  const signal = AbortSignal.any([whole, life.signal]);
  // Registered before anything is waited for: the notice that brought us here may come at once.
  const ready = prepare(signal, () => {
    life.abort();
    globalThis.rareTools = undefined;
    globalThis.pageFrames = undefined;
    startMarks(whole);
  });
  const withState = (act: (state: MarksState, host: Element) => void) => {
    void ready.then(({ state, host }) => act(state, host));
  };
  listenToNotices(
    {
      'page-changed': () => withState((state) => void refresh(state)),
      'mark-selection': () => withState((state, host) => markSelection(state, host, null)),
      'note-selection': () => withState((state, host) => markSelection(state, host, 'note')),
      'mark-image': (body) => withState((state) => void markPicture(state, body)),
    },
    signal,
  );
  servePanel(ready, signal);
}

/** `again`: what the page has put in the place of its document or body is begun with anew. */
async function prepare(signal: AbortSignal, again: () => void) {
  const state = createState(await readerLanguage());
  if (!signal.aborted) await followChoices(state, signal);
  // Another start of the script has taken this one's place meanwhile: what it brought into the page would stay there.
  if (signal.aborted) await new Promise<never>(() => {});
  state.theme.value = themeInSight(document);
  const { host, overlay } = mountSurface(state, signal);
  const drawing = createOverlay(overlay, signal);
  const stop = effect(() => {
    drawing.draw(state.placed.value, state.card.value?.id ?? state.pointed.value);
  });
  signal.addEventListener('abort', stop);
  bringReattachTools(state, signal);
  const attach = (inner: Document, own: AbortSignal) => {
    const painter = paintIn(inner, state, own);
    watchSelection(state, host, inner, own);
    pressKeys(state, host, inner, own);
    clickMarks(state, painter, host, inner, own);
    bringWherePointed(inner, own);
    globalThis.rareTools?.follow(inner, own);
    drawing.follow(inner, own);
    return painter.restore;
  };
  const restore = attach(document, signal);
  offerMarks(state, host, signal, { attach, reanchor: () => reanchor(state) });
  // A page that was kept for the way back has heard nothing meanwhile.
  addEventListener('pageshow', ({ persisted }) => persisted && void refresh(state), { signal });
  await refresh(state);
  follow(state, host, signal, { again, restore: () => [restore(), bringFrames()] });
  return { state, host };
}

/** Most pages have no text in frames, and are read without. */
function bringFrames(): void {
  const frames = [...document.querySelectorAll<HTMLIFrameElement>('iframe, frame')];
  if (!globalThis.pageFrames && frames.some(({ contentDocument }) => contentDocument))
    call('begin-frames').catch(() => undefined);
}

/** Each document paints its own marks, in the colours for its own ground. */
function paintIn(inner: Document, state: MarksState, signal: AbortSignal): Painter {
  const theme = () => readPalette(tokens, inner === document ? state.theme.value : themeInSight(inner));
  const painter = createPainter(inner, theme());
  const stop = [
    effect(() => painter.setPalette(theme())),
    effect(() => painter.paint(state.placed.value.filter(({ range }) => documentOf(range) === inner))),
  ];
  signal.addEventListener('abort', () => {
    for (const end of stop) end();
    painter.clear();
  });
  return painter;
}

/** Asks anew what is kept. A background that can't be reached has said nothing about the marks: those on the page stay. */
function refresh(state: MarksState): Promise<void> {
  return whereReached(loadMarks(state).then(() => recallUnsure(state)));
}

function follow(
  state: MarksState,
  host: Element,
  signal: AbortSignal,
  { again, restore }: { again: () => void; restore: () => unknown },
): void {
  const { body } = document;
  const theme = () => {
    state.theme.value = themeInSight(document);
  };
  followPage(body, {
    onChange: () => {
      theme();
      return reanchor(state);
    },
    signal,
  });
  // A page's own switch between light and dark is an attribute of these, and its colours may take a moment.
  const dress = new MutationObserver(() => setTimeout(theme, QUIET_MS));
  for (const element of [document.documentElement, body]) dress.observe(element, { attributes: true });
  const timer = setInterval(() => {
    // `document.open` takes away all listeners too.
    if (document.body && (!host.isConnected || body !== document.body)) again();
    else if (document.visibilityState === 'visible') restore();
  }, RESTORE_MS);
  restore();
  signal.addEventListener('abort', () => {
    dress.disconnect();
    clearInterval(timer);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme, { signal });
}

/** In slices; true where that changed anything. */
async function reanchor(state: MarksState): Promise<boolean> {
  let hasMoved = false;
  const marks = state.marks.value.map(({ anchored }) => anchored);
  for await (const slice of reanchorInSlices(document.body, marks, sliceOptions())) {
    const moved = new Map(slice.map((mark) => [mark.selectors, mark]));
    hasMoved = true;
    // What the reader gave another place meanwhile stays there.
    state.marks.value = state.marks.value.map((entry) => ({
      ...entry,
      anchored: moved.get(entry.anchored.selectors) ?? entry.anchored,
    }));
  }
  // The change may have left some in doubt, of which the kept text was never asked.
  if (hasMoved) await recallUnsure(state);
  return hasMoved;
}

/** The shortcut or the menu: marks with the colour last used; with nothing selected, goes on sentence by sentence. */
function markSelection(state: MarksState, host: Element, then: 'note' | null): void {
  const range = selectedRange(host);
  if (range) void makeMark(state, range, state.colour.value, then);
  else
    call('begin-sentences').catch(() => {
      state.toast.value = { words: state.texts.selectFirst };
    });
}

async function markPicture(state: MarksState, body: unknown): Promise<void> {
  const range = (await bringRareTools())?.pick(body);
  if (range) await makeMark(state, range, state.colour.value, null);
  else state.toast.value = { words: state.texts.nothingVisible };
}

/** When the pointer first comes to something that can be marked whole: most pages are read without. */
function bringWherePointed(inner: Document, signal: AbortSignal): void {
  const look = () => {
    if (!globalThis.rareTools && wholeElementUnderPointer(inner)) void bringRareTools();
  };
  // Firefox says what is under the pointer only by then.
  inner.addEventListener('mouseover', look, { passive: true, signal });
  look();
}
