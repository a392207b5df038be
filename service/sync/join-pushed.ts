import { deletedAt } from '../../protocol/deletion.ts';
import { isSameRecord, joinRecords, newestStamp } from '../../protocol/merge.ts';
import { isTooLarge, recordBytes, type SyncRecord, syncRecordSchema } from '../../protocol/records.ts';
import type { PushResponse, Refusal } from '../../protocol/sync.ts';
import type { MemberFeedTable, RecordTable, Tx } from '../db/database.ts';

type Result = PushResponse['results'][number];

/**
 * Joins records into the member's rows, each changed row with the feed's next revision, and answers one result a
 * record. The feed's row is locked until the transaction ends: so revisions become visible in order, and no reader of
 * the feed skips one. A join that changes nothing writes nothing.
 */
export async function joinPushed(
  tx: Tx,
  { memberId, read, quotaBytes }: { memberId: string; read: (SyncRecord | Refusal)[]; quotaBytes: number },
): Promise<{ results: Result[]; feed: { before: number; after: number } }> {
  const feed = await lockFeed(tx, memberId);
  const records = read.filter((entry) => typeof entry !== 'string');
  const rows = await loadRows(tx, memberId, records);
  const changed = new Map<string, SyncRecord>();
  let recordBytesNow = feed.recordBytes;

  const results = read.map((entry): Result => {
    if (typeof entry === 'string') return { refused: entry };
    const key = keyOf(entry);
    const present = changed.get(key) ?? rows.get(key);
    const joined = present ? joinRecords(present, entry) : joinRecords(entry, entry);
    if (present && isSameRecord(present, joined)) return 'stored';
    const growth = recordBytes(joined) - (present ? recordBytes(present) : 0);
    if (growth > 0 && isTooLarge(joined)) return { refused: 'too-large' };
    if (growth > 0 && recordBytesNow + growth > quotaBytes) return { refused: 'quota-exceeded' };
    recordBytesNow += growth;
    changed.set(key, joined);
    return 'stored';
  });

  const revision = feed.revision + changed.size;
  if (changed.size > 0) {
    const added = [...changed.keys()].filter((key) => !rows.has(key)).length;
    await writeRows(tx, toRows(memberId, [...changed.values()], feed.revision));
    await tx
      .updateTable('memberFeed')
      .set({ revision, recordBytes: recordBytesNow, recordCount: feed.recordCount + added })
      .where('memberId', '=', memberId)
      .execute();
  }
  return { results, feed: { before: feed.revision, after: revision } };
}

/** Locks the member's counter, so that whoever writes their content comes one after the other. */
export async function lockFeed(tx: Tx, memberId: string): Promise<Omit<MemberFeedTable, 'memberId'>> {
  return await tx
    .selectFrom('memberFeed')
    .select(['revision', 'recordBytes', 'recordCount'])
    .where('memberId', '=', memberId)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function loadRows(tx: Tx, memberId: string, records: SyncRecord[]): Promise<Map<string, SyncRecord>> {
  if (records.length === 0) return new Map();
  const rows = await tx
    .selectFrom('record')
    .select('body')
    .where('memberId', '=', memberId)
    .where((where) =>
      where(
        where.refTuple('kind', 'id'),
        'in',
        records.map((record) => where.tuple(record.kind, record.id)),
      ),
    )
    .execute();
  const stored = rows.map(({ body }) => syncRecordSchema.parse(JSON.parse(body)));
  return new Map(stored.map((record) => [keyOf(record), record]));
}

function toRows(memberId: string, records: SyncRecord[], lastRevision: number): RecordTable[] {
  return records.map((record, index) => ({
    memberId,
    kind: record.kind,
    id: record.id,
    revision: lastRevision + 1 + index,
    newest: newestStamp(record),
    bytes: recordBytes(record),
    deletedAt: deletedAt(record),
    body: JSON.stringify(record),
  }));
}

async function writeRows(tx: Tx, rows: RecordTable[]): Promise<void> {
  await tx
    .insertInto('record')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['memberId', 'kind', 'id']).doUpdateSet((row) => ({
        revision: row.ref('excluded.revision'),
        newest: row.ref('excluded.newest'),
        bytes: row.ref('excluded.bytes'),
        deletedAt: row.ref('excluded.deletedAt'),
        body: row.ref('excluded.body'),
      })),
    )
    .execute();
}

/** A kind holds no space. */
function keyOf({ kind, id }: SyncRecord): string {
  return `${kind} ${id}`;
}
