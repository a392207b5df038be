/** What the reader paints besides marks; how each looks is in the frame's sheet (reading-sheet.ts). */
export type HighlightName = 'found' | 'found-here' | 'aloud';

/** Which lies above which, and above marks. */
const PRIORITY: Record<HighlightName, number> = { aloud: -1, found: 1000, 'found-here': 1001 };

/** Paints passages of a document without touching its nodes; none takes the paint away. */
export function highlight(document: Document, name: HighlightName, ranges: readonly Range[]): void {
  const view = document.defaultView;
  if (!view) return;
  view.CSS.highlights.delete(name);
  if (ranges.length === 0) return;
  const painted = new view.Highlight(...ranges);
  painted.priority = PRIORITY[name];
  view.CSS.highlights.set(name, painted);
}
