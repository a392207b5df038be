import type { Reading } from './reading.ts';

/** Usual pace of silent reading of Chinese, as the contract of `Reading` states it. */
const CHARACTERS_A_MINUTE = 400;

export function lengthsOf(text: string): Reading['lengths'] {
  const characters = text.replace(/\s+/g, '').length;
  return { characters, minutes: Math.max(1, Math.round(characters / CHARACTERS_A_MINUTE)) };
}
