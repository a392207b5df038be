/** Runs in the page before its own scripts: notes when rows of the list are seen, in milliseconds since the navigation began. */
export function watchList(pixels: number): void {
  const seen: { first?: number; all?: number } = {};
  Object.assign(window, { seenInList: seen });
  const look = () => {
    const row = document.querySelector('[data-row]');
    if (row && seen.first === undefined) {
      // What was put into the page is seen with the next frame.
      seen.first = performance.now();
      requestAnimationFrame(() => {
        seen.first = performance.now();
      });
    }
    const list = row?.closest('article')?.parentElement?.parentElement;
    if (seen.all === undefined && list && list.getBoundingClientRect().height >= pixels)
      seen.all = performance.now();
    if (seen.all === undefined) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** The same of a page in which nothing runs: its first frame once it is parsed. */
export function watchFrame(): void {
  addEventListener('DOMContentLoaded', () => {
    requestAnimationFrame(() => {
      requestAnimationFrame(() => Object.assign(window, { frameSeen: performance.now() }));
    });
  });
}
