import { controlsTexts } from '../../locales/controls.ts';
import { markNames, textsOf } from '../../utils/appearance.ts';
import type { MarkColour } from '../../utils/library/library.ts';
import { classes } from './classes.ts';
import styles from './MarkShape.module.css';

/** 圈 ring, 方 square, 角 triangle, 点 drop, 抹 bar, on a grid of 10. */
const SHAPES: Record<MarkColour, string> = {
  1: 'M5 1.1a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 0 1 0-7.8z',
  2: 'M1.3 1.3h7.4v7.4H1.3z',
  3: 'M5 1.2 9.2 8.7H.8z',
  4: 'M2.2.6C6.5 1 9.4 4.2 9 7.4 8.7 9.5 6 9.9 4.7 7.6 3.8 6 3.7 3.2 2.2.6z',
  5: 'M.8 3.4h8.4v3.2H.8z',
};
const FILLED: ReadonlySet<MarkColour> = new Set([4, 5]);

interface MarkShapeProps {
  colour: MarkColour;
  /** Side in px. */
  size?: number;
  /** The reader's own name for the colour; else ours. `null` where words beside it say it already. */
  name?: string | null;
}

/** The shape that stands for a mark's colour, so that no meaning is in colour alone. */
export function MarkShape({ colour, size = 9, name }: MarkShapeProps) {
  const words = name === undefined ? markName(colour) : name;
  return (
    <svg
      class={classes(styles.shape, styles[`c${colour}`], FILLED.has(colour) && styles.filled)}
      width={size}
      height={size}
      viewBox="0 0 10 10"
      role={words === null ? 'presentation' : 'img'}
      aria-hidden={words === null || undefined}
      aria-label={words ?? undefined}
    >
      <path d={SHAPES[colour]} />
    </svg>
  );
}

/** As the reader calls the colour, else as we do. */
export function markName(colour: MarkColour): string {
  return markNames.value[`colour${colour}`] ?? ourMarkName(colour);
}

export function ourMarkName(colour: MarkColour): string {
  return textsOf(controlsTexts)[`mark${colour}`];
}
