/** Work that may be interrupted wherever it yields, and gives its result at the end. What it yields is to be waited for, where that can be. */
export type Steps<T> = Generator<Promise<unknown> | undefined, T, undefined>;

/** So many items are looked at between two interruptions: far less than a millisecond's work as a rule. */
export const ITEMS_A_STEP = 16;

/** Does all of it in one go. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/** `flatMap`, with interruptions. */
export function* flatMapInSteps<T, U>(
  items: readonly T[],
  make: (item: T, index: number) => readonly U[],
): Steps<U[]> {
  const made: U[] = [];
  for (const [index, item] of items.entries()) {
    if (index % ITEMS_A_STEP === 0) yield;
    for (const each of make(item, index)) made.push(each);
  }
  return made;
}

/** `filter`, with interruptions. */
export function* filterInSteps<T>(
  items: readonly T[],
  isKept: (item: T, index: number) => boolean,
): Steps<T[]> {
  return yield* flatMapInSteps(items, (item, index) => (isKept(item, index) ? [item] : []));
}

/** `forEach`, with interruptions. */
export function* eachInSteps<T>(items: readonly T[], look: (item: T, index: number) => void): Steps<void> {
  yield* filterInSteps(items, (item, index) => {
    look(item, index);
    return false;
  });
}
