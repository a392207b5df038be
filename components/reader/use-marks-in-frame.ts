import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type AnchoredMark, anchorMarks } from '../../utils/annotation/anchored-marks.ts';
import { pageTheme } from '../../utils/annotation/page-theme.ts';
import { createPainter, type PaintedMark, type Painter } from '../../utils/annotation/paint.ts';
import { readPalette } from '../../utils/annotation/palette.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import type { Mark } from '../../utils/library/library.ts';
import reader from '../styles/reader.css?inline';
import tokens from '../styles/tokens.css?inline';
import { placeKept } from './kept-elements.ts';
import { paper } from './paper.ts';

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
  const changes = useChanges(root);

  useEffect(() => {
    if (!root) return;
    const made = createPainter(root.ownerDocument, paletteOf(root));
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
      placeKept,
    );
    const next = marks.map((mark) => placeOf(mark, anchored));
    painter.current?.paint(next.flatMap(paintedMark));
    setPlaced(next);
  }, [root, marks, changes]);

  useEffect(() => {
    // The frame takes the page's theme in the same turn; its colours are right in the next.
    const frame = requestAnimationFrame(() => {
      if (root) painter.current?.setPalette(paletteOf(root));
    });
    return () => cancelAnimationFrame(frame);
  }, [root, paper.value]);

  return useMemo(
    () => ({
      placed,
      markAt: (x, y) => [
        ...(root && painter.current ? marksAtPoint(painter.current, root, x, y) : []),
        // No caret goes into a picture, and what is marked whole lies below the marks within it.
        ...placed.flatMap(({ mark, range }) => (range && holdsPoint(range, x, y) ? mark.id : [])),
      ],
    }),
    [placed, root],
  );
}

/** Counts changes of the text's nodes: a picture that was not kept gives way to a frame with words, one that came late to the picture. */
function useChanges(root: HTMLElement | null): number {
  const [changes, setChanges] = useState(0);
  useEffect(() => {
    if (!root) return;
    const observer = new MutationObserver(() => setChanges((count) => count + 1));
    observer.observe(root, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [root]);
  return changes;
}

/** 旧纸 has colours of its own; they stand before the others, and the first ones are taken. */
function paletteOf(root: HTMLElement) {
  return readPalette(paper.value === 'sepia' ? reader + tokens : tokens, pageTheme(root));
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

function holdsPoint(range: Range, x: number, y: number): boolean {
  const box = elementOf(range)?.getBoundingClientRect();
  return box !== undefined && x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
}

function marksAtPoint(painter: Painter, root: HTMLElement, x: number, y: number): string[] {
  const caret = root.ownerDocument.caretPositionFromPoint?.(x, y);
  return caret && root.contains(caret.offsetNode) ? painter.markAt(caret.offsetNode, caret.offset) : [];
}
