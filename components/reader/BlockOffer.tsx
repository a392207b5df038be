import { Highlighter } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { readingTexts } from '../../locales/reading.ts';
import { isElement } from '../../utils/annotation/page-documents.ts';
import { rangeAround, wholeElementAround } from '../../utils/annotation/whole-element.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './BlockOffer.module.css';

/** A pointer that only passes by brings nothing up, and one that leaves has time to come to the button. */
const REST_MS = 250;
const LEAVE_MS = 400;
/** The button's side, and its distance from the block, px. */
const SIDE = 28;
const GAP = 4;

/**
 * A small button above the right corner of the table or other block that the pointer rests on or a finger has touched: it selects the block as a whole, so that the bar comes up that
 * marks it. Pictures need none, a click selects them; by keyboard the sentence keys stop at either. `root` is the article's element in the frame.
 */
export function BlockOffer({ root }: { root: HTMLElement }) {
  const words = textsOf(readingTexts);
  const [block, setBlock] = useState<Element | null>(null);
  const [isHeld, setHeld] = useState(false);
  const pointed = usePointedBlock(root);
  useEffect(() => {
    if (isHeld || pointed === block) return;
    const timer = setTimeout(() => setBlock(pointed), pointed ? REST_MS : LEAVE_MS);
    return () => clearTimeout(timer);
  }, [pointed, block, isHeld]);
  if (!block?.isConnected) return null;
  const { right, top } = block.getBoundingClientRect();
  return (
    <button
      type="button"
      class={styles.offer}
      tabIndex={-1}
      aria-label={words.markBlock}
      title={words.markBlock}
      style={{ left: `${right - SIDE}px`, top: `${Math.max(0, top - SIDE - GAP)}px` }}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onClick={() => {
        select(block);
        setHeld(false);
        setBlock(null);
      }}
    >
      <Icon of={Highlighter} />
    </button>
  );
}

function usePointedBlock(root: HTMLElement): Element | null {
  const [block, setBlock] = useState<Element | null>(null);
  useEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    const { ownerDocument: page } = root;
    const over = ({ target }: PointerEvent) => {
      const around = isElement(target) ? wholeElementAround(target) : null;
      setBlock(around?.matches('table, pre, blockquote') ? around : null);
    };
    page.addEventListener('pointerover', over, { passive: true, signal });
    // A finger that is lifted leaves as well; the next touch tells.
    const leave = ({ pointerType }: PointerEvent) => pointerType !== 'touch' && setBlock(null);
    page.documentElement.addEventListener('pointerleave', leave, { passive: true, signal });
    return () => listening.abort();
  }, [root]);
  return block;
}

/** The frame takes the focus, so that the bar's keys are heard. */
function select(block: Element): void {
  block.ownerDocument.defaultView?.focus();
  const selection = block.ownerDocument.getSelection();
  selection?.removeAllRanges();
  selection?.addRange(rangeAround(block));
}
