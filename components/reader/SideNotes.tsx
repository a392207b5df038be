import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { MarkCard } from './MarkCard.tsx';
import { marksOn } from './marks-on.ts';
import { type PlacedNote, placeNotes } from './place-notes.ts';
import styles from './SideNotes.module.css';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface SideNotesProps {
  library: Library;
  placed: PlacedMark[];
  selectedId: string | null;
  /** The mark whose note is to be written at once. */
  noteAskedOf: string | null;
  /** Height of the text: when it changes, lines have moved. */
  textHeight: number;
  /** Pixels from the text's edge to the notes, which the rule spans. */
  distance: number;
  onSelect: (id: string) => void;
  onConfirm: (placed: PlacedMark) => void;
}

/** Clear space between two notes, px. */
const GAP = 14;
/** From a line's box to the top of its note's first line, px. */
const RISE = 3;

/** Notes level with their lines; a displaced one keeps a bent rule to where it belongs. */
export function SideNotes(props: SideNotesProps) {
  const { library, placed, selectedId, noteAskedOf, textHeight, distance, onSelect, onConfirm } = props;
  const column = useRef<HTMLElement>(null);
  const [places, setPlaces] = useState<Map<string, PlacedNote>>(new Map());
  const shown = placed.filter((entry) => isShown(entry, selectedId));

  useLayoutEffect(() => {
    const measure = () => {
      const boxes = shown.map(({ mark, range }) => ({
        id: mark.id,
        // The first line: a passage that goes on in the next column begins lower than its box does.
        line: Math.max(0, (range?.getClientRects()[0]?.top ?? 0) + RISE),
        height: heightOf(column.current, mark.id),
      }));
      const next = new Map(placeNotes(boxes, GAP).map((place) => [place.id, place]));
      setPlaces((before) => (isSame(before, next) ? before : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    for (const note of column.current?.children ?? []) observer.observe(note);
    return () => observer.disconnect();
  }, [placed, selectedId, textHeight]);

  return (
    <aside class={styles.column} ref={column} aria-label={textsOf(readerTexts).notes}>
      {shown.map((entry) => {
        const place = places.get(entry.mark.id);
        return (
          // Until it has its place it isn't seen, but may have the focus already.
          // Tabbing comes to the mark's own button and to what is in the note; a click on the note is a shortcut.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div
            key={entry.mark.id}
            data-note={entry.mark.id}
            class={classes(styles.note, entry.mark.id === selectedId && styles.selected)}
            style={{ top: `${place?.top ?? 0}px`, opacity: place ? 1 : 0 }}
            onClick={() => onSelect(entry.mark.id)}
          >
            {place && <Rule shift={place.shift} distance={distance} />}
            <MarkCard
              library={library}
              placed={entry}
              isSelected={entry.mark.id === selectedId}
              onConfirm={() => onConfirm(entry)}
              others={entry.mark.id === selectedId ? marksOn(entry, placed) : []}
              onSelect={onSelect}
              asksNote={entry.mark.id === noteAskedOf}
            />
          </div>
        );
      })}
    </aside>
  );
}

/** From the text's edge to the note: straight when level, bent where the note had to move down. */
function Rule({ shift, distance }: { shift: number; distance: number }) {
  if (distance < 8) return null;
  const bend = Math.min(30, distance / 3);
  const path =
    shift < 1
      ? `M0 ${shift} H${distance}`
      : `M0 0 H${distance / 2 - bend / 2} L${distance / 2 + bend / 2} ${shift} H${distance}`;
  return (
    <svg
      class={styles.rule}
      aria-hidden="true"
      width={distance}
      height={Math.max(1, shift)}
      style={{ left: `${-distance}px`, top: `${10 - Math.max(0, shift)}px` }}
    >
      <path d={path} />
    </svg>
  );
}

function isShown({ mark, status, range }: PlacedMark, selectedId: string | null): boolean {
  if (!range) return false;
  if (mark.note.values.length > 1) return true;
  return mark.note.text !== '' || mark.tags.length > 0 || status === 'doubtful' || mark.id === selectedId;
}

function heightOf(column: HTMLElement | null, id: string): number {
  return column?.querySelector<HTMLElement>(`[data-note="${CSS.escape(id)}"]`)?.offsetHeight ?? 0;
}

function isSame(a: Map<string, PlacedNote>, b: Map<string, PlacedNote>): boolean {
  return (
    a.size === b.size &&
    [...b].every(([id, { top, shift }]) => a.get(id)?.top === top && a.get(id)?.shift === shift)
  );
}
