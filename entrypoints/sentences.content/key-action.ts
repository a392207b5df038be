import { changeClauses, extend, step, type Walk } from '../../utils/annotation/sentence-walk.ts';
import { MARK_COLOURS, type MarkColour } from '../../utils/library/library.ts';

export type KeyAction =
  | ((walk: Walk) => Walk | null)
  | { colour: MarkColour | null; opens: 'note' | null }
  | 'remove'
  | 'next-mark'
  | 'previous-mark'
  | 'leave'
  | null;

/** What a key does in sentence mode; null where it is the page's own, as all letters and digits are where the reader wants no single keys. */
export function keyAction(
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
  hasKeys: boolean,
): KeyAction {
  if (!hasKeys && key.length === 1) return null;
  const colour = MARK_COLOURS.find((each) => String(each) === key);
  if (colour) return { colour, opens: null };
  switch (key.length === 1 ? key.toLowerCase() : key) {
    case 'ArrowDown':
    case 'j':
      return (walk) => (shiftKey ? extend(walk, 1) : step(walk, 1));
    case 'ArrowUp':
    case 'k':
      return (walk) => (shiftKey ? extend(walk, -1) : step(walk, -1));
    case 'ArrowLeft':
      return (walk) => changeClauses(walk, -1);
    case 'ArrowRight':
      return (walk) => changeClauses(walk, 1);
    case 'Enter':
      return { colour: null, opens: shiftKey ? 'note' : null };
    case 'h':
      return { colour: null, opens: null };
    case 'n':
      return { colour: null, opens: 'note' };
    case 'm':
      return shiftKey ? 'previous-mark' : 'next-mark';
    case 'Delete':
    case 'Backspace':
      return 'remove';
    case 'Escape':
      return 'leave';
    default:
      return null;
  }
}
