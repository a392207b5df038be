import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type AnchoredMark, anchorMarks } from '../../utils/annotation/anchored-marks.ts';
import { pageTheme } from '../../utils/annotation/page-theme.ts';
import { createPainter, type PaintedMark, type Painter } from '../../utils/annotation/paint.ts';
import { readPalette } from '../../utils/annotation/palette.ts';
import { theme } from '../../utils/appearance.ts';
import type { Mark } from '../../utils/library/library.ts';
import tokens from '../styles/tokens.css?inline';

export interface PlacedMark {
  mark: Mark;
  status: 'found' | 'doubtful' | 'lost';
  /** In the frame's document; null where it is lost. */
  range: Range | null;
}

export interface MarksInFrame {
  placed: PlacedMark[];
  /** Ids of the marks at a point of the frame, the topmost first. */
  markAt: (x: number, y: number) => string[];
}

/** Finds the marks in the kept text and paints them there. `root` is the article's element in the frame. */
export function useMarksInFrame(root: HTMLElement | null, marks: Mark[]): MarksInFrame {
  const painter = useRef<Painter | null>(null);
  const [placed, setPlaced] = useState<PlacedMark[]>([]);

  useEffect(() => {
    if (!root) return;
    const made = createPainter(root.ownerDocument, readPalette(tokens, pageTheme(root)));
    painter.current = made;
    return () => {
      made.clear();
      painter.current = null;
    };
  }, [root]);

  useEffect(() => {
    if (!root) return;
    const anchored = anchorMarks(
      root,
      marks.map((mark) => ({ id: mark.id, selectors: selectorsOf(mark) })),
    );
    const next = marks.map((mark) => placeOf(mark, anchored));
    painter.current?.paint(next.flatMap(paintedMark));
    setPlaced(next);
  }, [root, marks]);

  useEffect(() => {
    // The frame takes the page's theme in the same turn; its colours are right in the next.
    const frame = requestAnimationFrame(() => {
      if (root) painter.current?.setPalette(readPalette(tokens, pageTheme(root)));
    });
    return () => cancelAnimationFrame(frame);
  }, [root, theme.value]);

  return useMemo(
    () => ({
      placed,
      markAt: (x, y) => (root && painter.current ? marksAtPoint(painter.current, root, x, y) : []),
    }),
    [placed, root],
  );
}

/** Where the mark is on the kept text, if that was written down; else where it was on the page. */
function selectorsOf(mark: Mark) {
  return mark.snapshotSelectors.length > 0 ? mark.snapshotSelectors : mark.pageSelectors;
}

function placeOf(mark: Mark, anchored: AnchoredMark[]): PlacedMark {
  const result = anchored.find(({ id }) => id === mark.id)?.result;
  return { mark, status: result?.status ?? 'lost', range: result?.range ?? null };
}

function paintedMark({ mark, status, range }: PlacedMark): PaintedMark[] {
  if (range === null || status === 'lost') return [];
  const look = status === 'doubtful' ? 'doubtful' : 'solid';
  return [{ id: mark.id, range, colour: mark.colour, style: mark.style, look }];
}

function marksAtPoint(painter: Painter, root: HTMLElement, x: number, y: number): string[] {
  const caret = root.ownerDocument.caretPositionFromPoint?.(x, y);
  return caret && root.contains(caret.offsetNode) ? painter.markAt(caret.offsetNode, caret.offset) : [];
}
