/** Batches on their way at once: while one is answered, the next fills. */
const IN_FLIGHT = 2;

/**
 * Many questions by one statement. What is asked while others are on their way is gathered, and asked together: under load a statement answers a
 * dozen requests, and alone a request waits for nobody. No answer is kept: each is read after it was asked for. `load` gives what it found by
 * key; what it did not find is undefined.
 */
export function batched<T>(
  load: (keys: string[]) => Promise<Map<string, T>>,
): (key: string) => Promise<T | undefined> {
  let waiting: Question<T>[] = [];
  let inFlight = 0;
  let isDue = false;

  const fly = async () => {
    isDue = false;
    if (inFlight >= IN_FLIGHT || waiting.length === 0) return;
    const asked = waiting;
    waiting = [];
    inFlight += 1;
    try {
      const found = await load([...new Set(asked.map(({ key }) => key))]);
      for (const { key, answer } of asked) answer(found.get(key));
    } catch (error) {
      for (const { fail } of asked) fail(error);
    } finally {
      inFlight -= 1;
      void fly();
    }
  };

  return (key) =>
    new Promise((answer, fail) => {
      waiting.push({ key, answer, fail });
      if (isDue) return;
      isDue = true;
      // After whatever else has just arrived was read.
      setImmediate(() => void fly());
    });
}

interface Question<T> {
  key: string;
  answer: (found: T | undefined) => void;
  fail: (error: unknown) => void;
}
