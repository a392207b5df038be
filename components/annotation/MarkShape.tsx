import type { MarkColour } from '../../utils/library/library.ts';
import { isFilledShape, SHAPE_PATHS } from './mark-shapes.ts';

/** The shape that says a mark's colour without colour. Named where no word stands beside it. */
export function MarkShape({ colour, name }: { colour: MarkColour; name?: string }) {
  return (
    <svg
      class={`shape c${colour} ${isFilledShape(colour) ? 'filled' : ''}`}
      viewBox="0 0 10 10"
      role={name ? 'img' : 'presentation'}
      aria-label={name}
    >
      <path d={SHAPE_PATHS[colour]} />
    </svg>
  );
}
