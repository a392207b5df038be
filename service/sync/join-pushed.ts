import { sql } from 'kysely';
import { deletedAt } from '../../protocol/deletion.ts';
import { isSameRecord, joinRecords, newestStamp } from '../../protocol/merge.ts';
import { parseSyncRecord } from '../../protocol/parse-record.ts';
import { isTooLarge, MAX_RECORD_BYTES, type SyncRecord } from '../../protocol/records.ts';
import type { PushResponse, Refusal } from '../../protocol/sync.ts';
import type { ServiceContext } from '../context.ts';
import type { Database, RecordTable } from '../db/database.ts';
import { requireEpoch } from '../db/epoch.ts';
import { ServiceError } from '../errors.ts';
import { type Feed, lockFeed, onlyFeed } from './feed.ts';

type Result = PushResponse['results'][number];

/** Another instance writing the same member's content makes a push begin again. After so many times it waits for its turn instead. */
const ATTEMPTS_UNLOCKED = 5;

/**
 * Joins records into the member's rows, each changed row with the feed's next revision, and answers one result a
 * record. A join that changes nothing writes nothing. Throws `epoch-changed` where `epoch` is another than the database's.
 *
 * Two statements, and no transaction held open between them: the one reads counters and rows as they are at one moment, the other
 * writes all of it, if the counters still are what they were. It locks the counters until it has committed: so revisions become
 * visible in order, and no reader of the feed skips one. A push that others are always quicker than locks the counters first.
 */
export async function joinPushed(
  { statements, db }: Pick<ServiceContext, 'statements' | 'db'>,
  push: Push,
): Promise<PushOutcome> {
  for (let attempt = 0; attempt < ATTEMPTS_UNLOCKED; attempt += 1) {
    const outcome = await tryToJoin(statements, push);
    if (outcome) return outcome;
  }
  return await db.transaction().execute(async (tx) => {
    await lockFeed(tx, push.memberId);
    const outcome = await tryToJoin(tx.withoutPlugins(), push);
    if (!outcome) throw new ServiceError('unavailable', { retryAfter: 1 });
    return outcome;
  });
}

/** Null where somebody else has moved the feed between reading and writing. */
async function tryToJoin(db: Database, push: Push): Promise<PushOutcome | null> {
  const { memberId, read } = push;
  const records = read.filter((entry) => typeof entry !== 'string');
  const { feed, rows } = await readHeld(db, memberId, records);
  requireEpoch(feed.epoch, push.epoch);
  const joining = new Joining(rows, push.quotaBytes - feed.recordBytes);
  const results = read.map((entry) => (typeof entry === 'string' ? { refused: entry } : joining.take(entry)));
  const changed = joining.rows(memberId, feed.revision);
  const after = feed.revision + changed.length;
  const moved = {
    ...feed,
    revision: after,
    recordBytes: feed.recordBytes + joining.growth,
    recordCount: feed.recordCount + joining.added,
  };
  const isWritten =
    changed.length === 0 || (await writeChanged(db, { memberId, before: feed.revision, moved, changed }));
  return isWritten ? { epoch: feed.epoch, results, feed: { before: feed.revision, after } } : null;
}

export interface Push {
  memberId: string;
  /** Whichever it is, where absent. */
  epoch?: string;
  read: (SyncRecord | Refusal)[];
  quotaBytes: number;
}

export type PushOutcome = Pick<PushResponse, 'epoch' | 'results'> & {
  feed: { before: number; after: number };
};

type StoredRow = Pick<RecordTable, 'kind' | 'id' | 'bytes' | 'body'>;
interface Joined {
  record: SyncRecord;
  body: string;
  bytes: number;
}

/** What one push makes of the rows it meets, before anything is written. */
class Joining {
  readonly #stored: Map<string, StoredRow>;
  readonly #room: number;
  readonly #changed = new Map<string, Joined>();
  /** Bytes that the member's records grow by. */
  growth = 0;
  /** Records that were not there before. */
  added = 0;

  constructor(stored: Map<string, StoredRow>, room: number) {
    this.#stored = stored;
    this.#room = room;
  }

  take(pushed: SyncRecord): Result {
    const key = keyOf(pushed);
    const present = this.#present(key);
    const record = present ? joinRecords(present.record, pushed) : alone(pushed);
    if (present && isSameRecord(present.record, record)) return 'stored';
    const body = JSON.stringify(record);
    const bytes = Buffer.byteLength(body);
    const growth = bytes - (present?.bytes ?? 0);
    if (growth > 0 && bytes > MAX_RECORD_BYTES && isTooLarge(record)) return { refused: 'too-large' };
    if (growth > 0 && this.growth + growth > this.#room) return { refused: 'quota-exceeded' };
    this.growth += growth;
    if (!present) this.added += 1;
    this.#changed.set(key, { record, body, bytes });
    return 'stored';
  }

  rows(memberId: string, lastRevision: number): RecordTable[] {
    return [...this.#changed.values()].map(({ record, body, bytes }, index) => ({
      memberId,
      kind: record.kind,
      id: record.id,
      revision: lastRevision + 1 + index,
      newest: newestStamp(record),
      bytes,
      deletedAt: deletedAt(record),
      body,
    }));
  }

  #present(key: string): Omit<Joined, 'body'> | null {
    const changed = this.#changed.get(key);
    if (changed) return changed;
    const row = this.#stored.get(key);
    if (!row) return null;
    const record = parseSyncRecord(JSON.parse(row.body));
    if (!record) throw new Error(`a stored record can't be read: ${key}`);
    return { record, bytes: row.bytes };
  }
}

/** Values of a note that another in the same record covers are dropped, as in any join. */
function alone(record: SyncRecord): SyncRecord {
  return Object.keys(record.notes).length === 0 ? record : joinRecords(record, record);
}

/** The counters, and the rows of the records that are there already: a join with what is asked for, since over a list of pairs Postgres would look through all that the member has. */
async function readHeld(
  db: Database,
  memberId: string,
  records: SyncRecord[],
): Promise<{ feed: Feed; rows: Map<string, StoredRow> }> {
  const [kinds, ids] = [records.map(({ kind }) => kind), records.map(({ id }) => id)];
  const { rows } = await sql<Feed & (StoredRow | { [Name in keyof StoredRow]: null })>`
    select revision, record_bytes as "recordBytes", record_count as "recordCount", epoch,
      held.kind, held.id, held.bytes, held.body
    from member_feed cross join service_state left join (
      select record.kind, record.id, record.bytes, record.body
      from unnest(${kinds}::text[], ${ids}::text[]) as asked (kind, id)
      join record on record.member_id = ${memberId} and record.kind = asked.kind and record.id = asked.id
    ) as held on true
    where member_feed.member_id = ${memberId}
  `.execute(db);
  const held = rows.flatMap((row) => (row.kind === null ? [] : [row]));
  return { feed: onlyFeed(rows), rows: new Map(held.map((row) => [keyOf(row), row])) };
}

/**
 * All of a push, or nothing: false where somebody else has moved the feed since it was read. Its text is the same however many rows there are, so that
 * it is planned once.
 */
async function writeChanged(
  db: Database,
  {
    memberId,
    before,
    moved,
    changed,
  }: { memberId: string; before: number; moved: Feed; changed: RecordTable[] },
): Promise<boolean> {
  const column = <Name extends keyof RecordTable>(name: Name) => changed.map((row) => row[name]);
  const { rows } = await sql<{ revision: number }>`
    with moved as (
      update member_feed set revision = ${moved.revision}, record_bytes = ${moved.recordBytes},
        record_count = ${moved.recordCount}
      where member_id = ${memberId} and revision = ${before}
        and exists (select from service_state where epoch = ${moved.epoch})
      returning revision
    ), written as (
      insert into record (member_id, kind, id, revision, newest, bytes, deleted_at, body)
      select ${memberId}, kind, id, revision, newest, bytes, deleted_at, body
      from unnest(
        ${column('kind')}::text[], ${column('id')}::text[], ${column('revision')}::integer[],
        ${column('newest')}::text[], ${column('bytes')}::integer[], ${column('deletedAt')}::timestamptz[],
        ${column('body')}::text[]
      ) as pushed (kind, id, revision, newest, bytes, deleted_at, body)
      where exists (select from moved)
      on conflict (member_id, kind, id) do update set
        revision = excluded.revision, newest = excluded.newest, bytes = excluded.bytes,
        deleted_at = excluded.deleted_at, body = excluded.body
    )
    select revision from moved
  `.execute(db);
  return rows.length > 0;
}

/** A kind holds no space. */
function keyOf({ kind, id }: Pick<SyncRecord, 'kind' | 'id'>): string {
  return `${kind} ${id}`;
}
