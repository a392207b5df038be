import { type Area, placeSheet, type SheetOrder } from './place-sheet.ts';

type KeptOrder = Omit<SheetOrder, 'beside' | 'sheet' | 'window'>;

/** Keeps a sheet of fixed position beside `area`, through scrolling and changes of size, until the function that it gives is called. `view`: the frame that scrolls it. */
export function keepBeside(
  sheet: HTMLElement,
  area: () => Area,
  order: KeptOrder,
  view: Window | null = null,
): () => void {
  const placeNow = () => place(sheet, area(), order);
  const listening = new AbortController();
  const { signal } = listening;
  const follow = ({ target }: Event) => {
    // A sheet that is itself scrolled stays where it is.
    if (!(target instanceof Node && sheet.contains(target))) placeNow();
  };
  addEventListener('scroll', follow, { capture: true, passive: true, signal });
  if (view !== window) view?.addEventListener('scroll', placeNow, { capture: true, passive: true, signal });
  addEventListener('resize', placeNow, { passive: true, signal });
  const observer = new ResizeObserver(placeNow);
  observer.observe(sheet);
  observer.observe(document.body);
  placeNow();
  return () => {
    listening.abort();
    observer.disconnect();
  };
}

function place(sheet: HTMLElement, beside: Area, order: KeptOrder): void {
  const { style } = sheet;
  // Measured at its own height, or the side would be chosen by what the last one left over.
  style.maxHeight = '';
  style.left = '0';
  style.top = '0';
  const { left, top, width, height } = sheet.getBoundingClientRect();
  const placed = placeSheet({ ...order, beside, sheet: { width, height }, window: seenWindow() });
  // Where the page transforms or filters its root, a fixed position counts from there: then nought was elsewhere.
  style.left = `${placed.left - Math.round(left)}px`;
  style.top = `${placed.top - Math.round(top)}px`;
  style.maxHeight = `${placed.maxHeight}px`;
}

/** What is seen of the page: less than its window while it is enlarged by the fingers. */
function seenWindow(): Area {
  const { offsetLeft: left, offsetTop: top, width, height } = window.visualViewport ?? wholeWindow();
  return { left, top, right: left + width, bottom: top + height };
}

function wholeWindow() {
  const { clientWidth: width, clientHeight: height } = document.documentElement;
  return { offsetLeft: 0, offsetTop: 0, width, height };
}
