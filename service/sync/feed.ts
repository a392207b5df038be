import { sql } from 'kysely';
import type { Database, MemberFeedTable, Tx } from '../db/database.ts';

/** What is counted of a member's content, and the epoch in which it counts. */
export type Feed = Omit<MemberFeedTable, 'memberId'> & { epoch: string };

/** As they are now, in one statement: so counters and epoch belong together. */
export async function readFeed(db: Database, memberId: string): Promise<Feed> {
  const { rows } = await sql<Feed>`
    select revision, record_bytes as "recordBytes", record_count as "recordCount", epoch
    from member_feed cross join service_state where member_id = ${memberId}
  `.execute(db);
  return onlyFeed(rows);
}

/** Locks the member's counters until the transaction ends: whoever else writes their content waits. */
export async function lockFeed(tx: Tx, memberId: string): Promise<void> {
  await tx
    .selectFrom('memberFeed')
    .select('revision')
    .where('memberId', '=', memberId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

/** The counters in a row that was read for one member; whoever has a session has them. */
export function onlyFeed(rows: Feed[]): Feed {
  const [feed] = rows;
  if (!feed) throw new Error('a member without a feed');
  return feed;
}
