import type { ServiceContext } from '../context.ts';

/** What has ended has ended: where that can't be signalled, open streams learn it later, and the reader is not told that nothing was done. */
export async function tellEnded({ signals, log }: ServiceContext, memberId: string): Promise<void> {
  await signals.endSessions(memberId).catch((error: unknown) => {
    log.warn({ reason: String(error) }, 'ended sessions were not signalled');
  });
}
