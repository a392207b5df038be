import { useEffect, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type MarkColour } from '../../utils/library/library.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import styles from './SelectionBar.module.css';

interface SelectionBarProps {
  /** The article's element in the frame. */
  root: HTMLElement;
  onMark: (range: Range, colour: MarkColour) => void;
}

/** Height of the bar and its distance from the words, px. */
const CLEARANCE = 48;

/** Five colours above the selected words; the keys 1–5 do the same. */
export function SelectionBar({ root, onMark }: SelectionBarProps) {
  const texts = textsOf(readerTexts);
  const range = useSelectedRange(root);
  const mark = (colour: MarkColour) => {
    if (!range) return;
    onMark(range, colour);
    root.ownerDocument.getSelection()?.removeAllRanges();
  };

  useEffect(() => {
    const typing = new AbortController();
    const press = (event: KeyboardEvent) => {
      const colour = MARK_COLOURS.find((value) => String(value) === event.key);
      if (!colour || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      event.preventDefault();
      mark(colour);
    };
    if (range) root.ownerDocument.addEventListener('keydown', press, { signal: typing.signal });
    return () => typing.abort();
  }, [root, range, onMark]);

  if (!range) return null;
  const box = range.getBoundingClientRect();
  const onScreen = box.top + (root.ownerDocument.defaultView?.frameElement?.getBoundingClientRect().top ?? 0);
  return (
    <div
      class={styles.bar}
      role="toolbar"
      aria-label={texts.selectionBar}
      style={{
        top: `${onScreen > 2 * CLEARANCE ? box.top - CLEARANCE : box.bottom + 8}px`,
        left: `clamp(4px, ${Math.round(box.left + box.width / 2 - 90)}px, calc(100% - 184px))`,
      }}
    >
      {MARK_COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={styles.swatch}
          data-colour={colour}
          aria-label={texts.markAs(markName(colour))}
          title={`${texts.markAs(markName(colour))} ${colour}`}
          // The selection would be gone before the click.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => mark(colour)}
        >
          <span>
            <MarkShape colour={colour} name={null} />
          </span>
        </button>
      ))}
    </div>
  );
}

function useSelectedRange(root: HTMLElement): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    const document = root.ownerDocument;
    const following = new AbortController();
    const follow = () => {
      const selection = document.getSelection();
      const selected = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
      const isWords = selected && !selected.collapsed && selected.toString().trim() !== '';
      setRange(isWords && root.contains(selected.commonAncestorContainer) ? selected.cloneRange() : null);
    };
    document.addEventListener('selectionchange', follow, { signal: following.signal });
    return () => following.abort();
  }, [root]);
  return range;
}
