import type { Plant } from './plant.ts';

const JOIN = 'service/sync/join-pushed.ts';
const PAGE = 'service/sync/read-page.ts';
const READ = 'service/sync/read-record.ts';
const PUSH = 'service/routes/push.ts';
const PULL = 'service/routes/pull.ts';
const LATER = 'for (let turn = 0; turn < 30; turn += 1) await new Promise((done) => setImmediate(done));';

/** Mistakes of the service. */
export const SERVICE_PLANTS: Plant[] = [
  {
    name: 'revision-a-push',
    about: 'one revision for a whole push while pages split it',
    changes: [
      { file: JOIN, find: 'lastRevision + 1 + index', replace: 'lastRevision + 1 + index * 0' },
      {
        file: JOIN,
        find: 'const after = feed.revision + changed.length;',
        replace: 'const after = feed.revision + Math.min(1, changed.length);',
      },
      {
        file: 'service/db/migrations/20261123T152000-first-tables.ts',
        find: ',\n    unique (member_id, revision)',
        replace: '',
      },
      {
        file: PAGE,
        find: ".where('revision', '<=', next)",
        replace: ".where('revision', '<=', next).limit(page.length)",
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
    name: 'late-sequence',
    about: 'revisions from a sequence, committed late',
    changes: [
      {
        file: PUSH,
        find: 'const push = { memberId, epoch: body.epoch, read, quotaBytes };',
        replace: `const reserved = read.length;
    await context.db.updateTable('memberFeed').set((row) => ({ revision: row('revision', '+', reserved) }))
      .where('memberId', '=', memberId).execute();
    const { revision: last } = await context.db.selectFrom('memberFeed').select('revision')
      .where('memberId', '=', memberId).executeTakeFirstOrThrow();
    ${LATER}
    const push = { memberId, epoch: body.epoch, read, quotaBytes, first: last - reserved };`,
      },
      {
        file: JOIN,
        find: 'joining.rows(memberId, feed.revision);',
        replace: 'joining.rows(memberId, push.first ?? feed.revision);',
      },
      {
        file: JOIN,
        find: 'const after = feed.revision + changed.length;',
        replace: 'const after = push.first === undefined ? feed.revision + changed.length : feed.revision;',
      },
    ],
  },
  {
    name: 'next-after-rows',
    about: '`next` read after the rows',
    changes: [
      {
        file: PULL,
        find: `return await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const now = await readFeed(tx, memberId);
        requireEpoch(now.epoch, query.epoch);
        return answerPage(c, now, await readPage(tx, memberId, { since: query.since, last: now.revision }));
      });`,
        replace: `const page = await readPage(db, memberId, { since: query.since, last: 2 ** 31 - 1 });
    ${LATER}
    const now = await readFeed(db, memberId);
    requireEpoch(now.epoch, query.epoch);
    return answerPage(c, now, page.more ? page : { ...page, next: now.revision });`,
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
    name: 'members-mixed',
    about: 'the feed does not look at whose records they are',
    changes: [
      {
        file: PAGE,
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
        file: READ,
        find: "isAnyLater(record, limit) ? 'clock-ahead' : record;",
        replace:
          'isAnyLater(record, limit)\n    ? JSON.parse(JSON.stringify(record).replaceAll(/"(\\d{13})(-\\w{4}-\\w{8})"/g, (_, at, rest) => JSON.stringify(Math.min(Number(at), limit) + rest)))\n    : record;',
      },
    ],
  },
  {
    name: 'unknown-notes-dropped',
    about: 'the service drops notes of a name that only a newer version knows',
    changes: [
      {
        file: READ,
        find: "if (!record) return 'bad-shape';",
        replace: "if (!record) return 'bad-shape';\n  delete record.notes.aside;",
      },
    ],
  },
];
