import { X } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { markWords } from '../controls/mark-words.ts';
import { MarkCard } from './MarkCard.tsx';
import { marksOn } from './marks-on.ts';
import styles from './NoteSheet.module.css';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface NoteSheetProps {
  library: Library;
  placed: PlacedMark;
  /** All of the text, among which some may lie on this one. */
  all: readonly PlacedMark[];
  asksNote: boolean;
  onSelect: (id: string) => void;
  onClose: () => void;
  onConfirm: () => void;
}

/** Where there is no room beside the text, the chosen mark's note is a sheet at the bottom. Esc gives the focus back to the mark. */
export function NoteSheet({ library, placed, all, asksNote, onSelect, onClose, onConfirm }: NoteSheetProps) {
  const texts = textsOf(readerTexts);
  const sheet = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!asksNote) sheet.current?.focus();
  }, [placed.mark.id]);
  const close = () => {
    onClose();
    document.querySelector<HTMLElement>(`[data-mark="${CSS.escape(placed.mark.id)}"]`)?.focus();
  };
  return (
    <div
      ref={sheet}
      class={styles.sheet}
      role="dialog"
      tabIndex={-1}
      aria-label={texts.noteOf(markWords(placed.mark).slice(0, 20))}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      <span class={styles.close}>
        <Button kind="quiet" size="s" icon={X} name={texts.close} onClick={close} />
      </span>
      <MarkCard
        key={placed.mark.id}
        library={library}
        placed={placed}
        isSelected
        others={marksOn(placed, all)}
        asksNote={asksNote}
        onSelect={onSelect}
        onConfirm={onConfirm}
      />
    </div>
  );
}
