import type { MarkColour, MarkStyle } from '../library/library.ts';
import type { MarkPalette } from './palette.ts';

export type MarkLook = 'solid' | 'pending' | 'doubtful';

interface Painting {
  colour: MarkColour;
  /** `covered`: the line that a ground keeps where another lies on it. */
  style: MarkStyle | 'covered';
  look: MarkLook;
}

/** The style rules of one highlight, with what print and forced colours need. */
export function markRules(name: string, { colour, style, look }: Painting, palette: MarkPalette): string {
  const selector = `::highlight(${name})`;
  const line = palette.line[colour];
  const stroke = strokeOf(style, look);
  const decoration = stroke
    ? `text-decoration:underline ${stroke} ${line};text-underline-offset:${OFFSET[style]};text-decoration-skip-ink:none;`
    : '';
  const ground = groundOf(style, look, palette.ground[colour], palette.onMark);
  return [
    `${selector}{${ground}${decoration}}`,
    // Browsers leave grounds out of print: a line says the same.
    `@media print{${selector}{background-color:transparent;color:inherit;text-decoration:underline ${stroke ?? 'solid 2px'} ${line};text-underline-offset:3px}}`,
    `@media (forced-colors:active){${selector}{${ground ? 'background-color:Mark;color:MarkText;' : ''}${
      stroke ? `text-decoration:underline ${stroke} CanvasText` : ''
    }}}`,
  ].join('');
}

const OFFSET: Record<Painting['style'], string> = {
  ground: '4px',
  underline: '5px',
  wavy: '5px',
  covered: '3px',
};

/** Style and thickness of the line, or null where the ground says it all. */
function strokeOf(style: Painting['style'], look: MarkLook): string | null {
  if (look === 'doubtful') return 'dashed 2px';
  if (look === 'pending') return 'dotted 2px';
  if (style === 'underline') return 'solid 2px';
  if (style === 'wavy') return 'wavy 1.5px';
  return style === 'covered' ? 'solid 3px' : null;
}

function groundOf(style: Painting['style'], look: MarkLook, ground: string, onMark: string): string {
  if (style !== 'ground' || look === 'doubtful') return '';
  if (look === 'pending') return `background-color:color-mix(in srgb,${ground} 45%,transparent);`;
  return `background-color:${ground};color:${onMark};`;
}
