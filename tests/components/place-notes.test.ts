import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeNotes } from '../../components/reader/place-notes.ts';

test('notes with room between them stand level with their lines', () => {
  const placed = placeNotes(
    [
      { id: 'a', line: 10, height: 40 },
      { id: 'b', line: 200, height: 40 },
    ],
    14,
  );
  expect(placed).toEqual([
    { id: 'a', top: 10, shift: 0 },
    { id: 'b', top: 200, shift: 0 },
  ]);
});

test('a note that would cover the one before it moves down and knows by how much', () => {
  const placed = placeNotes(
    [
      { id: 'a', line: 10, height: 40 },
      { id: 'b', line: 30, height: 40 },
    ],
    14,
  );
  expect(placed[1]).toEqual({ id: 'b', top: 64, shift: 34 });
});

test('whatever the lines, no two notes touch and none stands above its line', () => {
  const boxes = fc.array(fc.record({ line: fc.nat(5000), height: fc.nat(300) }), { maxLength: 30 });
  fc.assert(
    fc.property(boxes, (given) => {
      const placed = placeNotes(
        given.map((box, at) => ({ ...box, id: String(at) })),
        14,
      );
      const heights = placed.map(({ id }) => given[Number(id)]?.height ?? 0);
      placed.forEach((note, at) => {
        expect(note.shift).toBeGreaterThanOrEqual(0);
        const before = placed[at - 1];
        if (before) expect(note.top).toBeGreaterThanOrEqual(before.top + (heights[at - 1] ?? 0) + 14);
      });
    }),
  );
});
