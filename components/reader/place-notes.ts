export interface NoteBox {
  id: string;
  /** Where its line stands, pixels from the top of the text. */
  line: number;
  height: number;
}

export interface PlacedNote {
  id: string;
  top: number;
  /** How far below its line the note had to move; 0 when level. */
  shift: number;
}

/**
 * Puts side notes level with their lines, from the top down; one that would cover the note before it moves down until it
 * stands clear. `gap` in pixels.
 */
export function placeNotes(boxes: NoteBox[], gap: number): PlacedNote[] {
  const placed: PlacedNote[] = [];
  let free = 0;
  for (const box of [...boxes].sort((a, b) => a.line - b.line)) {
    const top = Math.max(box.line, free);
    placed.push({ id: box.id, top, shift: top - box.line });
    free = top + box.height + gap;
  }
  return placed;
}
