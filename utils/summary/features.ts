import { ENGLISH_STOP_WORDS, FUNCTION_CHARACTERS } from './stop-words.ts';
import { unitRuns } from './units.ts';

const HAN = /^\p{Script=Han}$/u;

/** What a sentence is compared by, with how often: pairs of Chinese characters, words of other languages in lower case; function words are left out. */
export function featuresOf(sentence: string): Map<string, number> {
  const features = new Map<string, number>();
  const add = (name: string) => features.set(name, (features.get(name) ?? 0) + 1);
  for (const run of unitRuns(sentence)) {
    for (const [at, { text }] of run.entries()) {
      const next = run[at + 1]?.text;
      if (!HAN.test(text)) {
        const word = text.toLowerCase();
        if (!ENGLISH_STOP_WORDS.has(word)) add(word);
      } else if (
        next !== undefined &&
        HAN.test(next) &&
        !FUNCTION_CHARACTERS.has(text) &&
        !FUNCTION_CHARACTERS.has(next)
      )
        add(text + next);
    }
  }
  return features;
}
