const DAY_MS = 24 * 60 * 60_000;
const LOOKED_AT = 'clock-looked-at';
const STEADY_SINCE = 'clock-steady-since';

/** Who opens the browser once a week is not taken for a clock that was set. */
const LEAP_MS = 8 * DAY_MS;

/**
 * Whether this machine's clock has gone on for so long without a leap, as far as looking at it each time tells; `now` is what it shows, in
 * milliseconds since 1970. Nothing but a clock says how old something is where no service ever told the time, and one that is set a year ahead would make
 * all of it old at once. A browser that stayed closed looks the same: what is to go then stays longer. Must run inside the transaction that
 * takes it away.
 */
export async function isSteadyFor(
  meta: {
    get(key: string): Promise<string | number | undefined>;
    put(value: number, key: string): Promise<unknown>;
  },
  now: number,
  ms: number,
): Promise<boolean> {
  const [lookedAt, known] = [await meta.get(LOOKED_AT), await meta.get(STEADY_SINCE)];
  const hasLeapt = typeof lookedAt !== 'number' || now < lookedAt - DAY_MS || now > lookedAt + LEAP_MS;
  const since = hasLeapt || typeof known !== 'number' ? now : known;
  await meta.put(now, LOOKED_AT);
  if (since !== known) await meta.put(since, STEADY_SINCE);
  return now - since >= ms;
}
