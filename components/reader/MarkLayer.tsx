import { readerTexts } from '../../locales/reader.ts';
import { isElement } from '../../utils/annotation/page-documents.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { markWords } from '../controls/mark-words.ts';
import styles from './MarkLayer.module.css';
import type { PlacedMark } from './use-marks-in-frame.ts';

interface MarkLayerProps {
  placed: PlacedMark[];
  selectedId: string | null;
  onSelect: (id: string) => void;
}

/**
 * Over the frame: the shape at each mark's last character, which is also its button, and the hatching of doubtful places. Outside
 * the text's flow, so no line moves and nothing is copied with it. Frame and layer have the same origin.
 */
export function MarkLayer({ placed, selectedId, onSelect }: MarkLayerProps) {
  const texts = textsOf(readerTexts);
  return (
    <div class={styles.layer}>
      {placed.map(({ mark, status, range }) => {
        const element = range && elementOf(range);
        const all = element ? [element.getBoundingClientRect()] : [...(range?.getClientRects() ?? [])];
        const boxes = all.filter((box) => box.width > 0);
        const last = boxes.at(-1);
        if (!last) return null;
        // What a wide table shows only after it was scrolled lies outside of the text.
        const edge = range && widthAround(range);
        return (
          <div key={mark.id}>
            {element && (
              <span
                class={classes(styles.outline, styles[status === 'doubtful' ? 'doubtful' : mark.style])}
                data-colour={mark.colour}
                style={placeOf(last)}
              />
            )}
            {status === 'doubtful' &&
              boxes.map((box) => (
                <span key={`${box.left} ${box.top}`} class={styles.hatch} style={placeOf(box)} />
              ))}
            <button
              type="button"
              class={classes(styles.shape, mark.id === selectedId && styles.selected)}
              style={{ left: `${Math.min(last.right, edge ?? last.right)}px`, top: `${last.top}px` }}
              aria-label={`${texts.showMark(markName(mark.colour))}${markWords(mark).slice(0, 40)}`}
              aria-pressed={mark.id === selectedId}
              data-mark={mark.id}
              onClick={() => onSelect(mark.id)}
            >
              <MarkShape colour={mark.colour} size={8} name={null} />
            </button>
          </div>
        );
      })}
    </div>
  );
}

/** The right edge of what scrolls sideways around the place, px in the frame. */
function widthAround(range: Range): number | null {
  const node = range.endContainer;
  const element = isElement(node) ? node : node.parentElement;
  return element?.closest('table, pre')?.getBoundingClientRect().right ?? null;
}

function placeOf({ left, top, width, height }: DOMRect) {
  return { left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` };
}
