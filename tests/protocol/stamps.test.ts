import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deviceOf, EARLIEST_STAMP, millisecondsOf, nextStamp, stampSchema } from '../../protocol/stamps.ts';

const times = fc.integer({ min: -1e12, max: 1e13 });

it('hands out greater stamps whatever the clock does', () => {
  fc.assert(
    fc.property(fc.array(times, { minLength: 1, maxLength: 30 }), (clock) => {
      let latest = EARLIEST_STAMP;
      for (const now of clock) {
        const next = nextStamp(latest, now, 'abcd1234');
        expect(next > latest).toBe(true);
        expect(stampSchema.safeParse(next).success).toBe(true);
        latest = next;
      }
    }),
  );
});

it('goes on from a stamp another device handed out', () => {
  const received = '1900000000000-00zz-bbbb0001';
  expect(nextStamp(received, 1_700_000_000_000, 'aaaa0001')).toBe('1900000000000-0100-aaaa0001');
});

it('moves to the next millisecond when the counter is used up', () => {
  const full = '1900000000000-zzzz-aaaa0001';
  expect(nextStamp(full, 1_700_000_000_000, 'aaaa0001')).toBe('1900000000001-0000-aaaa0001');
});

it('tells its parts', () => {
  expect(millisecondsOf('1900000000000-00zz-bbbb0001')).toBe(1_900_000_000_000);
  expect(deviceOf('1900000000000-00zz-bbbb0001')).toBe('bbbb0001');
});
