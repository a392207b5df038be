import { ChevronDown, ChevronUp, X } from 'lucide-preact';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { readingTexts } from '../../locales/reading.ts';
import { indexText, rangeOf } from '../../utils/annotation/text-index.ts';
import { textsOf } from '../../utils/appearance.ts';
import { findInText } from '../../utils/reader/find-in-text.ts';
import { foldForSearch, foldWords } from '../../utils/search/fold-search.ts';
import { Button } from '../controls/Button.tsx';
import { boxInWindow, bringRange } from './bring-range.ts';
import styles from './FindBar.module.css';
import { highlight } from './highlight.ts';
import { useReaderKeys } from './use-reader-keys.ts';

interface FindBarProps {
  /** The article's element in the frame. */
  root: HTMLElement;
  scroller: RefObject<HTMLElement | null>;
  /** Counts the reader's calls: each gives the field the focus. */
  calls: number;
  onClose: () => void;
}

/**
 * Finds in the kept text as the library's search does: exactly, after folding. Enter goes on, Shift+Enter back; Esc leaves the place selected, ready to be
 * marked. The browser's own search stays where it is: Ctrl+F in the field opens it.
 */
export function FindBar({ root, scroller, calls, onClose }: FindBarProps) {
  const texts = textsOf(readingTexts);
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const text = useMemo(() => {
    const index = indexText(root);
    return { index, folded: foldForSearch(index.text) };
  }, [root]);
  const found = useMemo(
    () =>
      findInText(text.index, text.folded, foldWords(typed))
        .map(({ start, end }) => rangeOf(text.index, start, end))
        .filter((range) => range !== null),
    [text, typed],
  );
  const [chosen, setChosen] = useState({ of: found, at: 0 });
  const inSight = useMemo(() => firstInSight(found, scroller.current), [found, scroller]);
  const at = chosen.of === found ? chosen.at : inSight;
  const here = found[at] ?? null;

  useLayoutEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [calls]);
  useEffect(() => {
    const page = root.ownerDocument;
    highlight(page, 'found', found);
    highlight(page, 'found-here', here ? [here] : []);
    if (here && scroller.current) bringRange(here, scroller.current);
  }, [root, found, here, scroller]);
  useEffect(
    () => () => {
      for (const name of ['found', 'found-here'] as const) highlight(root.ownerDocument, name, []);
    },
    [root],
  );

  const step = (by: 1 | -1) => {
    if (found.length > 0) setChosen({ of: found, at: (at + by + found.length) % found.length });
  };
  const close = () => {
    onClose();
    const selection = root.ownerDocument.getSelection();
    if (!here || !selection) return;
    root.ownerDocument.defaultView?.focus();
    selection.removeAllRanges();
    selection.addRange(here);
  };
  // From the text as well, which has the focus after a click.
  useReaderKeys(root, 'bar', (event) => {
    if (event.key !== 'Escape') return false;
    close();
    return true;
  });
  const press = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && event.target === field.current) step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <search class={styles.bar} onKeyDown={press}>
      <input
        ref={field}
        class={styles.field}
        type="text"
        aria-label={texts.findField}
        placeholder={texts.findField}
        title={texts.findHint}
        spellcheck={false}
        value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)}
      />
      <span class={styles.count} role="status">
        {typed.trim() !== '' &&
          (found.length === 0 ? texts.findNothing : texts.findPlace(at + 1, found.length))}
      </span>
      <Button
        size="s"
        kind="quiet"
        icon={ChevronUp}
        name={texts.findPrevious}
        title={`${texts.findPrevious} Shift+Enter`}
        onClick={() => step(-1)}
      />
      <Button
        size="s"
        kind="quiet"
        icon={ChevronDown}
        name={texts.findNext}
        title={`${texts.findNext} Enter`}
        onClick={() => step(1)}
      />
      <Button
        size="s"
        kind="quiet"
        icon={X}
        name={texts.findClose}
        title={`${texts.findClose} Esc`}
        onClick={close}
      />
    </search>
  );
}

/** The first that is not above the window's part that is read; found again from the beginning where all are. */
function firstInSight(found: readonly Range[], scroller: HTMLElement | null): number {
  const top = scroller?.getBoundingClientRect().top ?? 0;
  return Math.max(
    0,
    found.findIndex((range) => boxInWindow(range).bottom > top),
  );
}
