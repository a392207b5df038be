declare global {
  /** In the world of our own scripts in a page, which the page's can't reach. */
  var stopReading: (() => void) | undefined;
}

/** Does work that `stopReadingHere` ends by the signal. One at a time: what runs already is stopped. */
export async function whileStoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  stopReadingHere();
  globalThis.stopReading = stop;
  try {
    return await work(stopping.signal);
  } finally {
    if (globalThis.stopReading === stop) globalThis.stopReading = undefined;
  }
}

/** To be put into a page as it is, so it names nothing of this file. A message would need a listener, and those are taken for the marks' script. */
export function stopReadingHere(): void {
  // Not what the page has called so.
  if (Object.hasOwn(globalThis, 'stopReading')) globalThis.stopReading?.();
}
