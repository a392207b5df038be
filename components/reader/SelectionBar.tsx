import { MessageSquare } from 'lucide-preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { hasSingleKeys, textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type MarkColour } from '../../utils/library/library.ts';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { followLastLook, keepLook, lastLook } from './last-look.ts';
import styles from './SelectionBar.module.css';
import { StyleButton } from './StyleButton.tsx';

interface SelectionBarProps {
  /** The article's element in the frame. */
  root: HTMLElement;
  onMark: (range: Range, colour: MarkColour, then: 'note' | null) => void;
}

/** Height of the bar and its distance from the words, px. */
const CLEARANCE = 48;

/** Five colours, a note and the style above the selected words; the keys 1–5 and N do the same. It takes no focus, so that the words stay selected. */
export function SelectionBar({ root, onMark }: SelectionBarProps) {
  const texts = textsOf(readerTexts);
  const words = textsOf(readingTexts);
  const range = useSelectedRange(root);
  const self = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => setWidth(self.current?.offsetWidth ?? 0), [range]);
  useEffect(() => {
    const following = new AbortController();
    followLastLook(following.signal);
    return () => following.abort();
  }, []);
  const mark = (colour: MarkColour, then: 'note' | null) => {
    // What is selected now: a quick key may come before the bar has heard of it.
    const present = selectedRange(root);
    if (!present) return;
    onMark(present, colour, then);
    root.ownerDocument.getSelection()?.removeAllRanges();
  };

  useLayoutEffect(() => {
    if (!hasSingleKeys.value) return;
    const typing = new AbortController();
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (!selectedRange(root)) return;
      const colour = MARK_COLOURS.find((value) => String(value) === event.key);
      const isNote = event.key.toLowerCase() === 'n';
      if (!colour && !isNote) return;
      event.preventDefault();
      mark(colour ?? lastLook.value.colour, isNote ? 'note' : null);
    };
    root.ownerDocument.addEventListener('keydown', press, { signal: typing.signal });
    return () => typing.abort();
  }, [root, onMark, hasSingleKeys.value]);

  if (!range) return null;
  const box = range.getBoundingClientRect();
  const onScreen = box.top + (root.ownerDocument.defaultView?.frameElement?.getBoundingClientRect().top ?? 0);
  const middle = Math.round(box.left + box.width / 2 - width / 2);
  return (
    <div
      ref={self}
      class={styles.bar}
      role="toolbar"
      aria-label={texts.selectionBar}
      style={{
        top: `${onScreen > 2 * CLEARANCE ? box.top - CLEARANCE : box.bottom + 8}px`,
        left: `max(0px, min(${middle}px, calc(100% - ${width}px)))`,
      }}
      // The selection would be gone before the click.
      onPointerDown={(event) => event.preventDefault()}
    >
      {MARK_COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={styles.swatch}
          data-colour={colour}
          aria-label={texts.markAs(markName(colour))}
          aria-keyshortcuts={hasSingleKeys.value ? String(colour) : undefined}
          title={hasSingleKeys.value ? `${texts.markAs(markName(colour))} ${colour}` : undefined}
          onClick={() => mark(colour, null)}
        >
          <span>
            <MarkShape colour={colour} name={null} />
          </span>
        </button>
      ))}
      <span class={styles.rule} />
      <StyleButton
        style={lastLook.value.style}
        class={styles.tool}
        onStyle={(style) => keepLook({ style })}
      />
      <button
        type="button"
        class={styles.tool}
        aria-label={words.withNote}
        aria-keyshortcuts={hasSingleKeys.value ? 'n' : undefined}
        title={hasSingleKeys.value ? `${words.withNote} N` : words.withNote}
        onClick={() => mark(lastLook.value.colour, 'note')}
      >
        <Icon of={MessageSquare} />
      </button>
    </div>
  );
}

function useSelectedRange(root: HTMLElement): Range | null {
  const [range, setRange] = useState<Range | null>(null);
  useEffect(() => {
    const document = root.ownerDocument;
    const following = new AbortController();
    const follow = () => setRange(selectedRange(root));
    document.addEventListener('selectionchange', follow, { signal: following.signal });
    return () => following.abort();
  }, [root]);
  return range;
}

function selectedRange(root: HTMLElement): Range | null {
  const selection = root.ownerDocument.getSelection();
  const selected = selection && selection.rangeCount > 0 ? selection.getRangeAt(0) : null;
  const isWords =
    selected && !selected.collapsed && (selected.toString().trim() !== '' || elementOf(selected));
  return isWords && root.contains(selected.commonAncestorContainer) ? selected.cloneRange() : null;
}
