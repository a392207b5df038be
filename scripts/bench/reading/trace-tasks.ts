import type { CDPSession, Page } from 'playwright-core';
import { type TraceEvent, threadMs, traceEvents } from './trace-events.ts';

/** What a tab's main thread did in a stretch of time, milliseconds of its own running. */
export interface TaskTimes {
  /** The longest task: meanwhile the page answers to nothing. */
  longest: number;
  /** All tasks together. */
  total: number;
}

const [FROM, TO] = ['bench-from', 'bench-to'];

/** A busy machine may begin to trace a tab after the work has begun. */
const TRIES = 3;

/** Adds up the tasks of the page's main thread from the beginning of the work to its end. The work is done again where the trace missed its beginning. */
export async function traceTasks<T>(
  session: CDPSession,
  page: Page,
  work: () => Promise<T>,
): Promise<{ result: T; times: TaskTimes }> {
  const mark = (name: string) => page.evaluate((each) => performance.mark(each), name);
  for (let count = 0; count < TRIES; count += 1) {
    const { result, events } = await traceEvents(session, async () => {
      await mark(FROM);
      const done = await work();
      await mark(TO);
      return done;
    });
    const times = timesBetween(events);
    if (times) return { result, times };
  }
  throw new Error(`the trace missed its marks ${TRIES} times`);
}

function timesBetween(events: readonly TraceEvent[]): TaskTimes | null {
  const from = events.find(({ name }) => name === FROM);
  const to = events.findLast(({ name }) => name === TO);
  if (!from || !to) return null;
  const tasks = events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === from.pid && tid === from.tid)
    .filter(({ ts }) => ts > from.ts && ts < to.ts)
    .map(threadMs);
  return { longest: Math.max(0, ...tasks), total: tasks.reduce((sum, task) => sum + task, 0) };
}
