/** At most one push each 500 ms, the first of a burst at once. */
const BETWEEN_SYNCS_MS = 500;

/** Runs at once, then at most once a pause; what is asked meanwhile runs once at its end. */
export function paced(run: () => unknown): () => void {
  let isResting = false;
  let isAsked = false;
  const start = () => {
    isResting = true;
    isAsked = false;
    void run();
    setTimeout(() => {
      isResting = false;
      if (isAsked) start();
    }, BETWEEN_SYNCS_MS);
  };
  return () => {
    isAsked = true;
    if (!isResting) start();
  };
}
