import type { Change } from './patches.ts';

export interface Plant {
  name: string;
  /** The mistake, in words. */
  about: string;
  changes: Change[];
}

const MERGE = 'protocol/merge.ts';
const STORE = 'utils/library/sync-store.ts';
const WRITE = 'utils/library/write.ts';
const RESTAMP = 'utils/library/restamp.ts';
const JOIN = 'service/sync/join-pushed.ts';
const FEED = 'service/sync/read-feed.ts';
const PUSH = 'service/routes/push.ts';
const PULL = 'service/routes/pull.ts';
const LATER = 'for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));';

/** Mistakes that a sync protocol can make, each as a change of the product's own text: what the simulation has to notice. */
export const PLANTS: Plant[] = [
  {
    name: 'overwrite',
    about: 'pulled rows overwrite instead of joining',
    changes: [
      { file: STORE, find: 'row ? joinRecords(recordOf(row), record) : record;', replace: 'record;' },
    ],
  },
  {
    name: 'whole-record',
    about: 'whole-record last-writer-wins',
    changes: [
      {
        file: MERGE,
        find: '  return {\n    kind: a.kind,\n    id: a.id,\n    fields: unite',
        replace:
          '  if (newestStamp(a) !== newestStamp(b)) return newestStamp(a) < newestStamp(b) ? b : a;\n' +
          '  return {\n    kind: a.kind,\n    id: a.id,\n    fields: unite',
      },
    ],
  },
  {
    name: 'revision-a-push',
    about: 'one revision for a whole push while pages split it',
    changes: [
      { file: JOIN, find: 'lastRevision + 1 + index', replace: 'lastRevision + 1 + index * 0' },
      {
        file: JOIN,
        find: 'feed.revision + changed.size',
        replace: 'feed.revision + Math.min(1, changed.size)',
      },
      {
        file: 'service/db/migrations/20261123T152000-first-tables.ts',
        find: ',\n    unique (member_id, revision)',
        replace: '',
      },
      {
        file: FEED,
        find: ".where('revision', '<=', next)",
        replace: ".where('revision', '<=', next).limit(page.length)",
      },
    ],
  },
  {
    name: 'wall-clock',
    about: 'stamps from the wall clock',
    changes: [
      {
        file: 'protocol/stamps.ts',
        find: 'if (time > seen) return',
        replace: 'if (time !== seen) return',
      },
    ],
  },
  {
    name: 'no-epoch',
    about: 'no epoch after a restore',
    changes: [
      {
        file: 'service/db/epoch.ts',
        find: "await db.updateTable('serviceState').set({ epoch }).execute();",
        replace: '',
      },
    ],
  },
  {
    name: 'version-not-compared',
    about: 'dirty cleared without comparing the version',
    changes: [{ file: STORE, find: 'if (waiting.version === version) {', replace: 'if (version >= 0) {' }],
  },
  {
    name: 'late-sequence',
    about: 'revisions from a sequence, committed late',
    changes: [
      {
        file: PUSH,
        find: 'const { epoch, joined } = await context.db.transaction()',
        replace: `const reserved = read.length;
    await context.db.updateTable('memberFeed').set((row) => ({ revision: row('revision', '+', reserved) }))
      .where('memberId', '=', memberId).execute();
    const { revision: last } = await context.db.selectFrom('memberFeed').select('revision')
      .where('memberId', '=', memberId).executeTakeFirstOrThrow();
    ${LATER}
    const { epoch, joined } = await context.db.transaction()`,
      },
      {
        file: PUSH,
        find: 'joined: await joinPushed(tx, { memberId, read, quotaBytes }),',
        replace: 'joined: await joinPushed(tx, { memberId, read, quotaBytes, first: last - reserved }),',
      },
      {
        file: JOIN,
        find: '{ memberId, read, quotaBytes }: {',
        replace: '{ memberId, read, quotaBytes, first }: { first?: number;',
      },
      {
        file: JOIN,
        find: '[...changed.values()], feed.revision));',
        replace: '[...changed.values()], first ?? feed.revision));',
      },
      {
        file: JOIN,
        find: 'const revision = feed.revision + changed.size;',
        replace: 'const revision = first === undefined ? feed.revision + changed.size : feed.revision;',
      },
    ],
  },
  {
    name: 'cursor-first',
    about: 'cursor moved before the rows are applied',
    changes: [
      {
        file: STORE,
        find: 'const changed = await joinAll(store, transaction, page.records);',
        replace: `await transaction.objectStore('meta').put(page.epoch, EPOCH);
    await transaction.objectStore('meta').put(page.next, CURSOR);
    await transaction.done;
    const rows = openForWriting(store, 'relaxed');
    const changed = await joinAll(store, rows, page.records);
    await rows.done;
    return { status: 'applied', changed };`,
      },
    ],
  },
  {
    name: 'no-tie-break',
    about: 'no tie-break by device',
    changes: [
      {
        file: MERGE,
        find: 'if (a[0] !== b[0]) return a[0] < b[0] ? b : a;',
        replace:
          'if (a[0].slice(0, 18) !== b[0].slice(0, 18)) return a[0] < b[0] ? b : a;\n  if (a[0] !== b[0]) return a;',
      },
    ],
  },
  {
    name: 'clock-in-memory',
    about: "clock held in each context's memory",
    changes: [
      {
        file: WRITE,
        find: 'const stored = await meta.get(CLOCK);\n  const now = await bestTime(store, transaction);',
        replace:
          'const stored = clocks.get(store) ?? (await meta.get(CLOCK));\n  const now = await bestTime(store, transaction);',
      },
      {
        file: WRITE,
        find: '      latest = nextStamp(latest, now, device);',
        replace: '      latest = nextStamp(latest, now, device);\n      clocks.set(store, latest);',
      },
      {
        file: WRITE,
        find: 'interface Clock {',
        replace: 'const clocks = new WeakMap<Store, Stamp>();\ninterface Clock {',
      },
    ],
  },
  {
    name: 'next-after-rows',
    about: '`next` read after the rows',
    changes: [
      {
        file: PULL,
        find: `await context.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => ({
        epoch: await requireEpoch(tx, query.epoch),
        page: await readFeed(tx, memberId, query.since),
      }));`,
        replace: `{
        epoch: await requireEpoch(context.db, query.epoch),
        page: await readFeed(context.db, memberId, query.since),
      };`,
      },
      {
        file: FEED,
        find: 'const last = await feedRevision(tx, memberId);',
        replace: 'const last = 2 ** 31 - 1;',
      },
      {
        file: FEED,
        find: 'const more = page.length < sizes.length;',
        replace: `const more = page.length < sizes.length;\n  ${LATER}`,
      },
      {
        file: FEED,
        find: '(page.at(-1)?.revision ?? since) : last;\n  if (page.length === 0) return { bodies: [], next, more };',
        replace:
          '(page.at(-1)?.revision ?? since) : await feedRevision(tx, memberId);\n  if (page.length === 0) return { bodies: [], next, more };',
      },
      {
        file: FEED,
        find: ".where('revision', '<=', next)",
        replace: ".where('revision', '<=', page.at(-1)?.revision ?? since)",
      },
    ],
  },
  {
    name: 'same-device',
    about: 'a copied profile with the same device part',
    changes: [
      {
        file: WRITE,
        find: '(await deviceBase(meta)) + store.session',
        replace: "(await deviceBase(meta)) + '0000'",
      },
    ],
  },
  {
    name: 'cursor-not-checked',
    about: 'no check that the cursor is still the one asked with',
    changes: [
      {
        file: STORE,
        find: 'if (present.epoch !== asked.epoch || present.cursor !== asked.cursor) {',
        replace: 'if (present.cursor < 0) {',
      },
    ],
  },
  {
    name: 'single-note',
    about: 'note as a single value',
    changes: [
      {
        file: MERGE,
        find: '.sort((left, right) => (left.stamp < right.stamp ? -1 : 1));',
        replace: '.sort((left, right) => (left.stamp < right.stamp ? -1 : 1))\n    .slice(-1);',
      },
    ],
  },
  {
    name: 'note-context-not-merged',
    about: 'a note replaces what its writer saw, and forgets what those had seen',
    changes: [
      {
        file: MERGE,
        find: 'return [...own, ...values.map((value) => value.seen)].reduce(',
        replace: 'return own.reduce(',
      },
    ],
  },
  {
    name: 'replaced-stamp-alone',
    about: 'conflict noticed by the stamp it replaced',
    changes: [{ file: MERGE, find: 'latest !== undefined && latest >= stamp', replace: 'latest === stamp' }],
  },
  {
    name: 'emptied-now',
    about: 'emptying stamped with the present',
    changes: [
      {
        file: 'protocol/deletion.ts',
        find: 'const stamp = deletionStamp(record);\n  if (stamp === null) return record;',
        replace:
          'const deletion = deletionStamp(record);\n  if (deletion === null) return record;\n  const stamp = Date.now() + "-0000" + deletion.slice(18);',
      },
    ],
  },
  {
    name: 'restore-alone',
    about: 'restore that writes `deleted=false` alone',
    changes: [
      {
        file: WRITE,
        find: 'return { ...setFields(kind, id, all, next()), notes: renewNotes(record, next) };',
        replace:
          'return all ? setFields(kind, id, fields, next()) : { ...record, notes: renewNotes(record, next) };',
      },
    ],
  },
  {
    name: 'restamp-forgets-contexts',
    about: 're-stamping that forgets contexts',
    changes: [
      {
        file: RESTAMP,
        find: 'stamp: renew(value.stamp), seen: mapValues(value.seen, renew) }',
        replace: 'stamp: renew(value.stamp) }',
      },
    ],
  },
  {
    name: 'restamp-what-was-offered',
    about: 're-stamping also what the service may have stored',
    changes: [
      {
        file: RESTAMP,
        find: '(stamp) => millisecondsOf(stamp) > limit),\n  );\n}',
        replace: '(stamp) => unsent.includes(stamp) || millisecondsOf(stamp) > limit),\n  );\n}',
      },
      {
        file: RESTAMP,
        find: '.flatMap((row) => [...row.offered, ...row.unsent])',
        replace: ".flatMap(() => [''])",
      },
    ],
  },
  {
    name: 'clock-not-advanced',
    about: 'receiving a later stamp does not advance the clock',
    changes: [
      {
        file: STORE,
        find: 'await advanceClock(transaction, newest);',
        replace: 'await advanceClock(transaction, EARLIEST_STAMP);',
      },
    ],
  },
  {
    name: 'one-bad-record',
    about: 'one bad record blocks a whole push',
    changes: [
      {
        file: PUSH,
        find: 'const quotaBytes =',
        replace: "if (read.includes('bad-shape')) throw new Error('a bad record');\n    const quotaBytes =",
      },
    ],
  },
  {
    name: 'bad-page',
    about: 'a malformed record stops its page without a word',
    changes: [
      {
        file: STORE,
        find: 'const valid = parsed.flatMap',
        replace:
          'if (parsed.some(({ read }) => !read.success)) return changed;\n  const valid = parsed.flatMap',
      },
    ],
  },
  {
    name: 'unknown-kinds-dropped',
    about: 'kinds of a newer version are dropped on arrival',
    changes: [
      {
        file: STORE,
        find: 'if (row && isSameRecord(recordOf(row), joined)) continue;',
        replace:
          "if (record.kind === 'of-a-newer-version' || (row && isSameRecord(recordOf(row), joined))) continue;",
      },
    ],
  },
  {
    name: 'absence-deletes',
    about: 'what a restored service does not have is deleted on the device',
    changes: [
      {
        file: STORE,
        find: 'await meta.put(0, CURSOR);\n',
        replace:
          "await meta.put(0, CURSOR);\n  await transaction.objectStore('records').clear();\n  await transaction.objectStore('outbox').clear();\n",
      },
    ],
  },
  {
    name: 'not-sent-again',
    about: 'a new epoch starts the pull over, and sends nothing again',
    changes: [
      {
        file: STORE,
        find: 'if (present.epoch !== null) await sendAllAgain(store, transaction);',
        replace: '',
      },
    ],
  },
  {
    name: 'members-mixed',
    about: 'the feed does not look at whose records they are',
    changes: [
      {
        file: FEED,
        find: ".select('body')\n    .where('memberId', '=', memberId)",
        replace: ".select('body')",
      },
    ],
  },
  {
    name: 'service-clamps',
    about: 'the service lowers stamps that are ahead instead of refusing them',
    changes: [
      {
        file: 'service/sync/read-record.ts',
        find: "millisecondsOf(stamp) > limit) ? 'clock-ahead' : parsed.data;",
        replace:
          'millisecondsOf(stamp) > limit)\n    ? JSON.parse(JSON.stringify(parsed.data).replaceAll(/"(\\d{13})(-\\w{4}-\\w{8})"/g, (_, at, rest) => JSON.stringify(Math.min(Number(at), limit) + rest)))\n    : parsed.data;',
      },
    ],
  },
  {
    name: 'edit-after-outbox',
    about: 'an edit and its place in the outbox in two transactions',
    changes: [
      {
        file: WRITE,
        find: '    await putIntoOutbox(transaction, after, version, [...added], store.now());\n    changed.push({ kind, id });',
        replace:
          "    changed.push({ kind, id });\n    void transaction.done.then(() => {\n      const later = openForWriting(store, 'strict');\n      return putIntoOutbox(later, after, version, [...added], store.now());\n    }).catch(() => undefined);",
      },
    ],
  },
];
