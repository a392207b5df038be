import { sql } from 'kysely';
import type { ServiceContext } from '../context.ts';
import type { Tx } from '../db/database.ts';
import { lockFeed, readFeed } from '../sync/feed.ts';
import { type FeedPage, readPage } from '../sync/read-page.ts';
import { forEachMember } from './for-each-member.ts';

/** A blob may come long before the record that names it, from a device that then goes offline. */
const UNNAMED_FOR_MS = 30 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

/** Notes which blobs are named by a record today, and removes those that none has named for 30 days. */
export async function removeUnnamedBlobs(context: ServiceContext, now = Date.now()): Promise<void> {
  const members = await context.db
    .selectFrom('blob')
    .select('memberId')
    .distinct()
    .where('namedAt', '<', new Date(now - DAY_MS))
    .execute();
  const memberIds = members.map(({ memberId }) => memberId);
  await forEachMember(context, memberIds, (memberId) => removeOfMember(context, memberId, now));
}

async function removeOfMember(context: ServiceContext, memberId: string, now: number): Promise<void> {
  const { db, stopping } = context;
  let since = 0;
  for (let more = true; more; ) {
    if (stopping.aborted) return;
    const noted = await db.transaction().execute((tx) => noteNamed(tx, { memberId, since, now }));
    since = noted.next;
    more = noted.more;
  }
  while (!stopping.aborted && (await removeSome(context, { memberId, since, now })) === AT_ONCE) {
    // until none of this member's is left
  }
}

/** Files removed under one lock: they must be gone before Postgres takes the lock from a transaction that is idle meanwhile. */
const AT_ONCE = 50;

/**
 * Removes some that none has named for 30 days, and says how many. What was written after the walk is looked at under the lock: no push may name one
 * between looking and removing. The rows go with the commit, after their files: a row without a file is as good as none, to devices and to the next run.
 */
async function removeSome({ db, blobs }: ServiceContext, walk: Walk): Promise<number> {
  const { memberId, now } = walk;
  const due = new Date(now - UNNAMED_FOR_MS);
  return await db.transaction().execute(async (tx) => {
    await lockFeed(tx, memberId);
    await noteRest(tx, walk);
    const removed = await tx
      .deleteFrom('blob')
      .where('memberId', '=', memberId)
      .where('namedAt', '<', due) // again: a device may ask for one just now
      .where('sha256', 'in', (unnamed) =>
        unnamed
          .selectFrom('blob')
          .select('sha256')
          .where('memberId', '=', memberId)
          .where('namedAt', '<', due)
          .limit(AT_ONCE),
      )
      .returning('sha256')
      .execute();
    for (const { sha256 } of removed) await blobs.remove({ memberId, sha256 });
    return removed.length;
  });
}

interface Walk {
  memberId: string;
  /** The revision up to which records were looked at. */
  since: number;
  now: number;
}

async function noteRest(tx: Tx, walk: Walk): Promise<void> {
  const { next, more } = await noteNamed(tx, walk);
  if (more) await noteRest(tx, { ...walk, since: next });
}

/**
 * Notes what a page of the feed names, as a device would pull it. A record that changes while others are looked at, or while this one page is read,
 * comes again with a higher revision: so nothing has to be locked meanwhile, and never is more than a page in memory.
 */
async function noteNamed(tx: Tx, { memberId, since, now }: Walk): Promise<Pick<FeedPage, 'next' | 'more'>> {
  const { revision } = await readFeed(tx, memberId);
  const { bodies, next, more } = await readPage(tx, memberId, { since, last: revision });
  const named = [...new Set(bodies.flatMap(hashesIn))];
  if (named.length > 0) {
    await tx
      .updateTable('blob')
      .set({ namedAt: new Date(now) })
      .where('memberId', '=', memberId)
      .where('namedAt', '<', new Date(now))
      .where(sql<boolean>`sha256 = any (${named}::text[])`)
      .execute();
  }
  return { next, more };
}

/** A version taken out again, or emptied with its article, as a body has it: the field's name is all that is left. */
const EMPTIED_VERSION = /"snapshot:[0-9a-f]{64}":\["[^"]*",null\]/g;

/** Whatever else looks like a hash, in any field of any kind, newer versions' too: rather keep one too many. */
function hashesIn(body: string): string[] {
  return body.replaceAll(EMPTIED_VERSION, '').match(/(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])/g) ?? [];
}
