/** Kept clear above and below a passage, px. */
const ROOM = 72;

/** Where a passage of the frame stands in the window. */
export function boxInWindow(range: Range): { top: number; bottom: number } {
  const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
  const last = [...range.getClientRects()].at(-1) ?? box;
  const frame = range.startContainer.ownerDocument?.defaultView?.frameElement;
  const top = frame?.getBoundingClientRect().top ?? 0;
  return { top: top + box.top, bottom: top + Math.max(box.bottom, last.bottom) };
}

/** Whether anything of it can be seen now. */
export function isInSight(range: Range, scroller: HTMLElement): boolean {
  const { top, bottom } = boxInWindow(range);
  const view = scroller.getBoundingClientRect();
  return bottom > view.top && top < view.bottom;
}

/** Scrolls only where the passage stands outside, or too near the edge to be read: to the upper third. */
export function bringRange(range: Range, scroller: HTMLElement, covered = 0): void {
  const { top, bottom } = boxInWindow(range);
  const view = scroller.getBoundingClientRect();
  if (top >= view.top + ROOM && bottom <= view.bottom - ROOM - covered) return;
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const by = top - view.top - view.height / 3;
  scroller.scrollBy({ top: by, behavior: isStill ? 'instant' : 'smooth' });
}
