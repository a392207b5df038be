import { effect } from '@preact/signals';
import { reanchorTouched } from '../../utils/annotation/anchored-marks.ts';
import { followPage, QUIET_MS } from '../../utils/annotation/follow-page.ts';
import { pageTheme } from '../../utils/annotation/page-theme.ts';
import { createPainter, type Painter } from '../../utils/annotation/paint.ts';
import { readPalette } from '../../utils/annotation/palette.ts';
import { CallError } from '../../utils/messages/call.ts';
import { listenToNotices } from '../../utils/messages/listen-to-notices.ts';
import { clickMarks } from './click-marks.ts';
import { createOverlay } from './draw-overlay.ts';
import { loadMarks } from './load-marks.ts';
import { makeMark } from './make-mark.ts';
import { mountSurface, tokens } from './mount-surface.tsx';
import { pressKeys } from './press-keys.ts';
import { readerLanguage } from './reader-language.ts';
import { createState, type MarksState } from './state.ts';
import { selectedRange, watchSelection } from './watch-selection.ts';

/** How often what other scripts may have taken out of the page's registry is looked for, while the page is seen. */
const RESTORE_MS = 2000;

/** Shows the page's marks and offers to make new ones, until `signal` aborts: then nothing of ours is left in the page. */
export function startMarks(signal: AbortSignal): void {
  // Registered before anything is waited for: the notice that brought us here may come at once.
  const ready = prepare(signal);
  const withState = (act: (state: MarksState, host: Element) => void) => {
    void ready.then(({ state, host }) => act(state, host));
  };
  listenToNotices(
    {
      'page-changed': () => withState((state) => void refresh(state)),
      'mark-selection': () => withState(markSelection),
    },
    signal,
  );
}

async function prepare(signal: AbortSignal) {
  const state = createState(await readerLanguage());
  state.theme.value = themeOfPage();
  const { host, overlay } = mountSurface(state, signal);
  const painter = createPainter(document, readPalette(tokens, state.theme.value));
  const drawing = createOverlay(overlay, signal);
  const stop = effect(() => {
    painter.paint(state.placed.value);
    drawing.draw(state.placed.value, state.card.value?.id ?? null);
  });
  signal.addEventListener('abort', () => {
    stop();
    painter.clear();
  });
  watchSelection(state, host, signal);
  pressKeys(state, host, signal);
  clickMarks(state, painter, host, signal);
  await refresh(state);
  follow(state, painter, signal);
  return { state, host };
}

/** Asks anew what is kept. A background that can't be reached has said nothing about the marks: those on the page stay. */
async function refresh(state: MarksState): Promise<void> {
  await loadMarks(state).catch((error: unknown) => {
    if (!(error instanceof CallError)) throw error;
  });
}

function follow(state: MarksState, painter: Painter, signal: AbortSignal): void {
  const theme = () => {
    const next = themeOfPage();
    if (next === state.theme.value) return;
    state.theme.value = next;
    painter.setPalette(readPalette(tokens, next));
  };
  followPage(document.body, {
    onChange: () => {
      theme();
      return reanchor(state);
    },
    signal,
  });
  // A page's own switch between light and dark is an attribute of these, and its colours may take a moment.
  const dress = new MutationObserver(() => setTimeout(theme, QUIET_MS));
  for (const element of [document.documentElement, document.body])
    dress.observe(element, { attributes: true });
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') painter.restore();
  }, RESTORE_MS);
  signal.addEventListener('abort', () => {
    dress.disconnect();
    clearInterval(timer);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', theme, { signal });
}

function reanchor(state: MarksState): boolean {
  const next = reanchorTouched(
    document.body,
    state.marks.value.map(({ anchored }) => anchored),
  );
  if (!next) return false;
  state.marks.value = state.marks.value.map((entry, at) => ({
    ...entry,
    anchored: next[at] ?? entry.anchored,
  }));
  return true;
}

/** The shortcut or the menu: marks with the colour last used. */
function markSelection(state: MarksState, host: Element): void {
  const range = selectedRange(host);
  if (range) void makeMark(state, range, state.colour.value, null);
  else state.toast.value = { words: state.texts.selectFirst };
}

/** Where the reader looks: behind the middle of the window. */
function themeOfPage(): 'light' | 'dark' {
  return pageTheme(document.elementFromPoint(innerWidth / 2, innerHeight / 2) ?? document.body);
}
