import type { ButtonHTMLAttributes } from 'preact';
import type { MarkColour } from '../../utils/library/library.ts';
import { MarkShape } from './MarkShape.tsx';

interface SwatchProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'name' | 'class'> {
  colour: MarkColour;
  name: string;
  isOn: boolean;
}

/** A colour to choose, with its shape. */
export function Swatch({ colour, name, isOn, ...native }: SwatchProps) {
  return (
    <button type="button" class={`swatch ${isOn ? 'on' : ''}`} aria-label={name} {...native}>
      <i class={`k${colour}`}>
        <MarkShape colour={colour} />
      </i>
    </button>
  );
}
