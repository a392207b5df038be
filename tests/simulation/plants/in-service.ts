import type { Plant } from './plant.ts';

const JOIN = 'service/sync/join-pushed.ts';
const FEED = 'service/sync/read-feed.ts';
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
        find: 'const { revision: last, recordCount: total } = await readCounters(tx, memberId);',
        replace: 'const [last, total] = [2 ** 31 - 1, 0];',
      },
      {
        file: FEED,
        find: 'const more = page.length < sizes.length;',
        replace: `const more = page.length < sizes.length;\n  ${LATER}`,
      },
      {
        file: FEED,
        find: '(page.at(-1)?.revision ?? since) : last;\n  if (page.length === 0) return { bodies: [], next, more, total };',
        replace:
          '(page.at(-1)?.revision ?? since) : await feedRevision(tx, memberId);\n  if (page.length === 0) return { bodies: [], next, more, total };',
      },
      {
        file: FEED,
        find: ".where('revision', '<=', next)",
        replace: ".where('revision', '<=', page.at(-1)?.revision ?? since)",
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
];
