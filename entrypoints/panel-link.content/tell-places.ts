import type { Browser } from 'wxt/browser';
import type { PlacedMark, PlacedMarks } from '../../utils/messages/page-port.ts';
import type { PageMarks } from '../marks.content/page-marks.ts';
import type { PageMark } from '../marks.content/state.ts';

/** How often the panel follows while the page is scrolled. */
const FOLLOW_MS = 150;

/** Tells the side panel where the marks are, now and whenever that changes. */
export function tellPlaces(page: PageMarks, port: Browser.runtime.Port, signal: AbortSignal): void {
  if (signal.aborted) return;
  const { state } = page;
  let told = '';
  let placed: PageMark[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = () => {
    const lost = state.marks.value.filter(({ anchored }) => anchored.result.status === 'lost');
    const marks = [...placed, ...lost].map(toPlaced);
    const places: PlacedMarks = { marks, inView: markInView(placed, page), isSplit: state.isSplit.value };
    const text = JSON.stringify(places);
    if (text === told || signal.aborted) return;
    told = text;
    port.postMessage(places);
  };
  const follow = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      tell();
    }, FOLLOW_MS);
  };
  const look = () => {
    placed = inPageOrder(page);
    tell();
  };
  const stops = [state.marks.subscribe(look), state.isSplit.subscribe(tell)];
  window.addEventListener('scroll', follow, { capture: true, passive: true, signal });
  signal.addEventListener('abort', () => {
    for (const stop of stops) stop();
    clearTimeout(timer);
  });
}

function inPageOrder({ state, orderRanges }: PageMarks): PageMark[] {
  const placed = state.marks.value.flatMap((mark) => {
    const { range } = mark.anchored.result;
    return range ? [{ mark, range }] : [];
  });
  const { intervals } = orderRanges(placed.map(({ range }) => range));
  return placed
    .map(({ mark }, at) => ({ mark, start: intervals[at]?.start ?? 0 }))
    .sort((a, b) => a.start - b.start)
    .map(({ mark }) => mark);
}

function toPlaced({ mark, anchored }: PageMark): PlacedMark {
  const { status, range } = anchored.result;
  const here = status === 'doubtful' && mark.whole !== 'image' ? range.toString() : null;
  return { id: mark.id, status, here };
}

/** The first that begins in the window's upper two thirds. */
function markInView(placed: PageMark[], { boxInPage }: PageMarks): string | null {
  const seen = placed.find(({ anchored }) => {
    const { range } = anchored.result;
    const rect = range && boxInPage(range);
    return rect && rect.height > 0 && rect.bottom > 0 && rect.top < (innerHeight * 2) / 3;
  });
  return seen?.mark.id ?? null;
}
