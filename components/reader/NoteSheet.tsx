import { X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { MarkCard } from './MarkCard.tsx';
import styles from './NoteSheet.module.css';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface NoteSheetProps {
  library: Library;
  placed: PlacedMark;
  onClose: () => void;
  onConfirm: () => void;
}

/** Where there is no room beside the text, the chosen mark's note is a sheet at the bottom. Esc gives the focus back to the mark. */
export function NoteSheet({ library, placed, onClose, onConfirm }: NoteSheetProps) {
  const texts = textsOf(readerTexts);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => sheet.current?.focus(), [placed.mark.id]);
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
      aria-label={texts.noteOf(placed.mark.quote.slice(0, 20))}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) close();
      }}
    >
      <span class={styles.close}>
        <Button kind="quiet" size="s" icon={X} name={texts.close} onClick={close} />
      </span>
      <MarkCard library={library} placed={placed} isSelected onConfirm={onConfirm} />
    </div>
  );
}
