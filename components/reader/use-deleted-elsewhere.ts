import { useEffect, useRef } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Mark } from '../../utils/library/library.ts';
import { showToast } from '../controls/toasts.ts';
import { wasDeletedHere } from './delete-mark.ts';

/**
 * The chosen mark's card goes with its mark, under the reader's hands perhaps: says so where the mark was deleted elsewhere, and where it and what was
 * written on it are. A mark that went with its article, or into another one, is told of by the page.
 */
export function useDeletedElsewhere(
  library: Library,
  marks: readonly Mark[],
  selectedId: string | null,
  onGone: () => void,
): void {
  const shownId = useRef<string | null>(null);
  useEffect(() => {
    const isHere = marks.some(({ id }) => id === selectedId);
    const wasHere = selectedId !== null && shownId.current === selectedId;
    shownId.current = isHere ? selectedId : null;
    if (isHere || !wasHere || wasDeletedHere(selectedId)) return;
    onGone();
    // Should the bin not be readable, the page says so wherever the reader looks next.
    void sayWhere(library, selectedId).catch(() => undefined);
  }, [library, marks, selectedId]);
}

async function sayWhere(library: Library, id: string): Promise<void> {
  const texts = textsOf(readerTexts);
  const mark = (await library.marksInBin()).find((one) => one.id === id);
  if (mark) showToast({ text: texts.markGone, detail: texts.markGoneMore });
}
