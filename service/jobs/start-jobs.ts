import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceContext } from '../context.ts';
import { claimRun } from './claim-run.ts';
import { clearExpired } from './clear-expired.ts';
import { deleteMembers } from './delete-members.ts';
import { dumpDatabase } from './dump-database.ts';
import { emptyDeletedRecords } from './empty-deleted-records.ts';
import { removeUnnamedBlobs } from './remove-unnamed-blobs.ts';
import { watchSms } from './watch-sms.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

interface Job {
  name: string;
  everyMs: number;
  run(context: ServiceContext): Promise<unknown>;
}

/** Each runs once a period, on whichever instance comes first; run twice, or by two at once, it would do no harm. */
const JOBS: Job[] = [
  { name: 'clear-expired', everyMs: HOUR_MS, run: clearExpired },
  { name: 'empty-deleted-records', everyMs: 6 * HOUR_MS, run: emptyDeletedRecords },
  { name: 'delete-members', everyMs: HOUR_MS, run: deleteMembers },
  { name: 'remove-unnamed-blobs', everyMs: 24 * HOUR_MS, run: removeUnnamedBlobs },
  { name: 'dump-database', everyMs: HOUR_MS, run: dumpDatabase },
  { name: 'watch-sms', everyMs: HOUR_MS, run: watchSms },
];

/** Starts what the service does by the clock. It ends when the service stops; `stopped` resolves when nothing runs any more. */
export function startJobs(context: ServiceContext): { stopped: Promise<void> } {
  const running = JOBS.map((job) => repeat(job, context));
  return { stopped: Promise.all(running).then(() => {}) };
}

async function repeat(job: Job, context: ServiceContext): Promise<void> {
  const { stopping, log } = context;
  // Not right at the start, and not all instances at once.
  let wait = MINUTE_MS + Math.random() * Math.min(job.everyMs, 30 * MINUTE_MS);
  while (await hasWaited(wait, stopping)) {
    try {
      if (await claimRun(context.db, job)) await job.run(context);
    } catch (error) {
      log.error({ job: job.name, reason: error instanceof Error ? error.name : '' }, 'a job failed');
    }
    wait = job.everyMs;
  }
}

/** False when the service stops meanwhile. */
async function hasWaited(ms: number, signal: AbortSignal): Promise<boolean> {
  return await sleep(ms, true, { signal, ref: false }).catch(() => false);
}
