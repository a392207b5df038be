import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeSheet, type SheetOrder } from '../../components/controls/place-sheet.ts';

const ORDER: SheetOrder = {
  beside: { left: 500, right: 500, top: 300, bottom: 320 },
  sheet: { width: 200, height: 100 },
  window: { left: 0, top: 0, right: 1000, bottom: 800 },
  align: 'middle',
  gap: 6,
  margin: 8,
  leastHeight: 160,
};
const place = (changes: Partial<SheetOrder>) => placeSheet({ ...ORDER, ...changes });
const line = (top: number, bottom: number, left = 500, right = left) => ({ left, right, top, bottom });

describe('a sheet beside words', () => {
  it('stands below them, its middle at their end', () => {
    expect(place({})).toEqual({ left: 400, top: 326, maxHeight: 466 });
  });

  it.each([
    ['start', 500],
    ['middle', 450],
    ['end', 400],
  ] as const)('meets a button by its %s', (align, left) => {
    expect(place({ align, beside: line(10, 40, 500, 600) }).left).toBe(left);
  });

  it('stands above words at the foot of the window', () => {
    expect(place({ beside: line(740, 760) })).toEqual({ left: 400, top: 634, maxHeight: 726 });
  });

  it('stands where more of it is seen when it fits on neither side, and is cut to the room there', () => {
    const sheet = { width: 200, height: 700 };
    expect(place({ sheet })).toMatchObject({ top: 326, maxHeight: 466 });
    expect(place({ sheet, beside: line(500, 520) })).toMatchObject({ top: 8, maxHeight: 486 });
  });

  it('is pushed in from the window’s sides', () => {
    expect(place({ beside: line(300, 320, 20) }).left).toBe(8);
    expect(place({ beside: line(300, 320, 990) }).left).toBe(792);
  });

  it('covers some of words that fill the window, rather than to be of no use', () => {
    expect(place({ beside: line(-200, 1000), sheet: { width: 200, height: 400 } })).toMatchObject({
      maxHeight: 160,
    });
  });

  it('is within a window that is large enough, and never over words that leave it room', () => {
    const number = (min: number, max: number) => fc.integer({ min, max });
    const cases = fc.record({
      top: number(-900, 1500),
      tall: number(0, 900),
      left: number(-200, 1200),
      width: number(10, 900),
      height: number(10, 1500),
      align: fc.constantFrom('start' as const, 'middle' as const, 'end' as const),
    });
    fc.assert(
      fc.property(cases, ({ top, tall, left, width, height, align }) => {
        const beside = line(top, top + tall, left);
        const placed = place({ beside, align, sheet: { width, height } });
        const shown = Math.min(height, placed.maxHeight);
        expect(placed.left).toBeGreaterThanOrEqual(8);
        expect(placed.left + width).toBeLessThanOrEqual(992);
        expect(placed.top).toBeGreaterThanOrEqual(8);
        expect(placed.top + shown).toBeLessThanOrEqual(792);
        const room = Math.max(792 - beside.bottom - 6, beside.top - 6 - 8);
        const isClear = placed.top >= beside.bottom || placed.top + shown <= beside.top;
        if (room >= 160) expect(isClear).toBe(true);
      }),
    );
  });
});
