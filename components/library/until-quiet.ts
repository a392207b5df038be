/** Long enough for the first rows to be drawn. */
const AT_LEAST_MS = 300;
const AT_MOST_MS = 3000;

/** Waits until the page has nothing better to do: what nobody looks at yet must not keep those waiting who look. @throws once `signal` aborts. */
export async function untilQuiet(signal: AbortSignal): Promise<void> {
  await new Promise((done) => setTimeout(done, AT_LEAST_MS));
  await new Promise((done) => requestIdleCallback(done, { timeout: AT_MOST_MS }));
  signal.throwIfAborted();
}
