import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
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
        const boxes = range ? [...range.getClientRects()].filter((box) => box.width > 0) : [];
        const last = boxes.at(-1);
        if (!last) return null;
        return (
          <div key={mark.id}>
            {status === 'doubtful' &&
              boxes.map((box) => (
                <span
                  key={`${box.left} ${box.top}`}
                  class={styles.hatch}
                  style={{
                    left: `${box.left}px`,
                    top: `${box.top}px`,
                    width: `${box.width}px`,
                    height: `${box.height}px`,
                  }}
                />
              ))}
            <button
              type="button"
              class={classes(styles.shape, mark.id === selectedId && styles.selected)}
              style={{ left: `${last.right}px`, top: `${last.top}px` }}
              aria-label={`${texts.showMark(markName(mark.colour))}${mark.quote.slice(0, 40)}`}
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
