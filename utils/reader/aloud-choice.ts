import { type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';
import { RATES } from './speaker.ts';

const KEY = 'reading-aloud';

const choiceSchema = z.object({
  /** As the browser names the voice; null as long as none was chosen. */
  voice: z.catch(z.nullable(z.string()), null),
  rate: z.catch(z.union(RATES.map((rate) => z.literal(rate))), 1),
});
type AloudChoice = z.infer<typeof choiceSchema>;

const chosen = signal<AloudChoice>(read());

/** Voice and speed, on this device: another has other voices. */
export const aloudChoice: ReadonlySignal<AloudChoice> = chosen;

export function chooseAloud(changes: Partial<AloudChoice>): void {
  chosen.value = { ...chosen.value, ...changes };
  try {
    localStorage.setItem(KEY, JSON.stringify(chosen.value));
  } catch {
    // Storage is switched off for this profile: the choice lasts as long as the page.
  }
}

function read(): AloudChoice {
  const usual = { voice: null, rate: 1 } as const;
  try {
    return parseJson(localStorage.getItem(KEY) ?? '{}', choiceSchema) ?? usual;
  } catch {
    return usual;
  }
}
