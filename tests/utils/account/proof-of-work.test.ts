import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { leadingZeroBits, solveChallenge } from '../../../utils/account/proof-of-work.ts';

it('finds a nonce whose hash begins with the zero bits asked for', async () => {
  const nonce = await solveChallenge('a challenge', 10);
  const hash = createHash('sha256').update(`a challenge.${nonce}`).digest();
  expect(hash.readUInt16BE(0) >>> 6).toBe(0);
});

it.each([
  [[0x80], 0],
  [[0x01], 7],
  [[0x00, 0x10], 11],
  [[0x00, 0x00], 16],
])('counts the leading zero bits of %j', (bytes, bits) => {
  expect(leadingZeroBits(new Uint8Array(bytes))).toBe(bits);
});
