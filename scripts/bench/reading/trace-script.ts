import type { CDPSession } from 'playwright-core';
import { threadMs, traceEvents } from './trace-events.ts';

/** Milliseconds that the first run of the script at that path took during the work, compiling left out; NaN where it did not run. */
export async function traceScript(
  session: CDPSession,
  path: string,
  work: () => Promise<void>,
): Promise<number> {
  const { events } = await traceEvents(session, work);
  const isOfScript = ({ args }: (typeof events)[number]) => args?.data?.url?.endsWith(path) ?? false;
  const run = events.find((event) => event.name === 'EvaluateScript' && isOfScript(event));
  if (run?.dur === undefined) return Number.NaN;
  const { ts, dur, pid, tid } = run;
  const compiling = events
    .filter((event) => event.name === 'v8.compile' && event.pid === pid && event.tid === tid)
    .filter((event) => event.ts >= ts && event.ts < ts + dur)
    .reduce((sum, event) => sum + threadMs(event), 0);
  return threadMs(run) - compiling;
}
