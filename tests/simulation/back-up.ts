import { renewEpoch } from '../../service/db/epoch.ts';
import type { RunningService } from '../../service/start-service.ts';

/** Notes what the service holds, and gives what brings exactly that back, as an operator would: with a new epoch. */
export async function backUp({ context: { db } }: RunningService): Promise<() => Promise<void>> {
  const records = await db.selectFrom('record').selectAll().execute();
  const feeds = await db.selectFrom('memberFeed').selectAll().execute();
  return async () => {
    await db.transaction().execute(async (tx) => {
      await tx.deleteFrom('record').execute();
      await tx.deleteFrom('memberFeed').execute();
      if (records.length > 0) await tx.insertInto('record').values(records).execute();
      await tx.insertInto('memberFeed').values(feeds).execute();
      await renewEpoch(tx);
    });
  };
}
