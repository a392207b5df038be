import type { Piece } from '../../utils/search/snippet.ts';
import styles from './Marked.module.css';

/** A text with what was found in it bold and on a ground. */
export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, isHit }, index) =>
        isHit ? (
          <mark key={index} class={styles.hit}>
            {text}
          </mark>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
    </>
  );
}
