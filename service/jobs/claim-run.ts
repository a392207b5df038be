import type { Database } from '../db/database.ts';

/** Less than the period, since the next run of another instance may come a little early. */
const SHARE = 0.9;

/** Whether this instance is the one that runs the job now: of all on one database, one is told so in a period. */
export async function claimRun(
  db: Database,
  { name, everyMs }: { name: string; everyMs: number },
  now = Date.now(),
): Promise<boolean> {
  const claimed = await db
    .insertInto('jobRun')
    .values({ name, beganAt: new Date(now) })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ beganAt: new Date(now) })
        .where((last) =>
          last.or([
            last('jobRun.beganAt', '<=', new Date(now - everyMs * SHARE)),
            // By a clock that ran ahead, and has been set since.
            last('jobRun.beganAt', '>', new Date(now + everyMs)),
          ]),
        ),
    )
    .returning('name')
    .executeTakeFirst();
  return claimed !== undefined;
}
