import type { CDPSession } from 'playwright-core';
import * as z from 'zod/mini';

const eventSchema = z.object({
  name: z.string(),
  pid: z.number(),
  tid: z.number(),
  /** Microseconds, as is the duration. */
  ts: z.number(),
  dur: z.optional(z.number()),
  /** The part of it that its thread was running; other processes had the processor for the rest. */
  tdur: z.optional(z.number()),
  args: z.optional(z.object({ data: z.optional(z.catch(z.object({ url: z.optional(z.string()) }), {})) })),
});

/** What the browser's own tracing tells of one thing that happened. */
export type TraceEvent = z.infer<typeof eventSchema>;

const CATEGORIES = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'blink.user_timing', 'v8'];

/** Does the work with the browser's tracing on; gives everything traced meanwhile, of all its processes. */
export async function traceEvents<T>(
  session: CDPSession,
  work: () => Promise<T>,
): Promise<{ result: T; events: TraceEvent[] }> {
  const events: TraceEvent[] = [];
  const collect = ({ value }: { value: unknown[] }) => {
    for (const each of value) {
      const event = eventSchema.safeParse(each);
      if (event.success) events.push(event.data);
    }
  };
  session.on('Tracing.dataCollected', collect);
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  const result = await work();
  const complete = new Promise((done) => session.once('Tracing.tracingComplete', done));
  await session.send('Tracing.end');
  await complete;
  session.off('Tracing.dataCollected', collect);
  return { result, events };
}

/**
 * Milliseconds that its thread ran for it: on a machine with nothing else to do the time that it took, and the same where others take the processor
 * meanwhile.
 */
export function threadMs({ dur = 0, tdur = dur }: TraceEvent): number {
  return tdur / 1000;
}
