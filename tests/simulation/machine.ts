import { type Random, randomFrom } from './random.ts';

/** Where every history begins. */
const START = Date.UTC(2026, 10, 1);

/**
 * The machine as a seed has it: its time, its chance, its turns. Once `controlMachine` was called, `Date`, `Math.random` and
 * `crypto.getRandomValues` come from here, so that a history depends on nothing else.
 */
export const machine: { now: number; random: Random } = { now: START, random: randomFrom(0) };

export function controlMachine(): void {
  Date.now = () => machine.now;
  const dates = new Proxy(Date, {
    construct: (date, words, made) => Reflect.construct(date, words.length > 0 ? words : [machine.now], made),
  });
  Object.defineProperty(globalThis, 'Date', { value: dates });
  Math.random = () => machine.random.next();
  const fill: typeof crypto.getRandomValues = (array) => {
    if (array instanceof Uint8Array)
      for (const index of array.keys()) array[index] = machine.random.below(256);
    return array;
  };
  Object.defineProperty(crypto, 'getRandomValues', { value: fill });
}

/** Sets time and chance to where this seed begins. */
export function beginSeed(seed: number): Random {
  machine.now = START;
  machine.random = randomFrom(seed);
  return machine.random;
}

/** Lets others take `count` turns: a turn is about one step of a database transaction. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
