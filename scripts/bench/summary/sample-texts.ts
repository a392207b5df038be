import { ENGLISH, NIGHT_SHIFT } from '../../../tests/utils/summary/sample-articles.ts';
import type { TextForGist } from '../../../utils/summary/gist.ts';
import { FUNCTION_CHARACTERS } from '../../../utils/summary/stop-words.ts';

/**
 * A text of that many characters with the repetitions of a real one: our own article again and again, each time about something else. For that its
 * characters, but for function words, change places with each other. The same `seed` gives the same text.
 */
export function sampleText(length: number, seed: number): TextForGist {
  const letters = [...new Set(NIGHT_SHIFT.text.match(/\p{Script=Han}/gu))].filter(
    (letter) => !FUNCTION_CHARACTERS.has(letter),
  );
  const copies: string[] = [];
  for (let copy = 0; copies.join('').length < length; copy++) {
    const shift = (seed * 31 + copy * 17) % letters.length;
    const other = new Map(
      letters.map((letter, at) => [letter, letters[(at + shift) % letters.length] ?? letter]),
    );
    copies.push([...NIGHT_SHIFT.text].map((letter) => other.get(letter) ?? letter).join(''));
  }
  return { ...NIGHT_SHIFT, text: copies.join('\n').slice(0, length) };
}

export const SHORT_TEXTS: readonly TextForGist[] = [NIGHT_SHIFT, ENGLISH];
