const TICK_MS = 5_000;
/** A timer that comes this much too late: the machine slept. */
const SLEPT_MS = 20_000;
/** Browsers let the timers of a page nobody sees run once a minute. */
const SLEPT_UNSEEN_MS = 90_000;

/**
 * Calls `onWake` whenever a page may have missed something: the reader comes back to it, the network returns, the browser unfreezes it, or
 * the machine has slept (`hasSlept`), which no event tells of.
 */
export function onWake(onWake: (wake: { hasSlept: boolean }) => void, signal: AbortSignal): void {
  const came = () => onWake({ hasSlept: false });
  const changed = () => onWake({ hasSlept: true });
  window.addEventListener('focus', came, { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') came();
    },
    { signal },
  );
  // The line of before goes nowhere: another network, a frozen page, a page out of the back-forward cache.
  window.addEventListener('online', changed, { signal });
  document.addEventListener('resume', changed, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && changed(), { signal });

  let tickedAt = Date.now();
  const timer = setInterval(() => {
    const late = Date.now() - tickedAt - TICK_MS;
    tickedAt = Date.now();
    if (late > (document.visibilityState === 'visible' ? SLEPT_MS : SLEPT_UNSEEN_MS)) changed();
  }, TICK_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}
