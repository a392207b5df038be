import type { MarkColour } from '../../utils/library/library.ts';

/** 圈 ring, 方 square, 角 triangle, 点 drop, 抹 bar, on a grid of 10. */
export const SHAPE_PATHS: Record<MarkColour, string> = {
  1: 'M5 1.1a3.9 3.9 0 1 1 0 7.8 3.9 3.9 0 0 1 0-7.8z',
  2: 'M1.3 1.3h7.4v7.4H1.3z',
  3: 'M5 1.2 9.2 8.7H.8z',
  4: 'M2.2.6C6.5 1 9.4 4.2 9 7.4 8.7 9.5 6 9.9 4.7 7.6 3.8 6 3.7 3.2 2.2.6z',
  5: 'M0 3.3h10v3.4H0z',
};

/** Drop and bar are solid, the others outlined. */
export function isFilledShape(colour: MarkColour): boolean {
  return colour >= 4;
}
