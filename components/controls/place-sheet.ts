/** In px of the window. */
export type Area = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

export interface SheetPlace {
  left: number;
  top: number;
  /** As much room as there is on that side, but never less than can be used. */
  maxHeight: number;
}

export interface SheetOrder {
  /** What the sheet stands beside, and may not cover. */
  beside: Area;
  sheet: { width: number; height: number };
  window: Area;
  /** Which edge of the sheet meets which of what it stands beside: both left ones, the middles, both right ones. */
  align: 'start' | 'middle' | 'end';
  /** Distance from what it stands beside, and from the window's edge. */
  gap: number;
  margin: number;
  leastHeight: number;
}

/**
 * Where a sheet goes: below, else above where it fits only there or more of it would be seen. Sideways it is pushed into the window. Where there is
 * less than `leastHeight` on either side, or what it stands beside fills the window, it stays in the window and covers some of it.
 */
export function placeSheet({
  beside,
  sheet,
  window,
  align,
  gap,
  margin,
  leastHeight,
}: SheetOrder): SheetPlace {
  const [lowest, highest] = [window.bottom - margin, window.top + margin];
  const below = lowest - beside.bottom - gap;
  const above = beside.top - gap - highest;
  const isBelow = sheet.height <= below || (sheet.height > above && below >= above);
  const room = Math.min(isBelow ? below : above, lowest - highest);
  const maxHeight = Math.max(leastHeight, Math.floor(room));
  const height = Math.min(sheet.height, maxHeight);
  const top = isBelow ? beside.bottom + gap : beside.top - gap - height;
  const left = leftOf(beside, sheet.width, align);
  return {
    left: Math.round(clamp(left, window.left + margin, window.right - margin - sheet.width)),
    top: Math.round(clamp(top, highest, lowest - height)),
    maxHeight,
  };
}

function leftOf({ left, right }: Area, width: number, align: SheetOrder['align']): number {
  if (align === 'start') return left;
  return align === 'end' ? right - width : (left + right - width) / 2;
}

/** Of a range that is empty the beginning. */
const clamp = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to));
