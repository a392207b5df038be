import type { Plant } from './plant.ts';

const PUSH = 'utils/library/push-batch.ts';
const APPLY = 'utils/library/apply-page.ts';
const OVER = 'utils/library/start-over.ts';
const WRITE = 'utils/library/write.ts';
const DISCARD = 'utils/library/discard-refused.ts';
const RESTAMP = 'utils/library/restamp.ts';
const CALLS = 'utils/sync/sync-calls.ts';
const PAUSE = 'utils/sync/service-pause.ts';
const STATUS = 'utils/sync/sync-status.ts';

/** Mistakes of the extension. */
export const DEVICE_PLANTS: Plant[] = [
  {
    name: 'overwrite',
    about: 'pulled rows overwrite instead of joining',
    changes: [
      { file: APPLY, find: 'row ? joinRecords(recordOf(row), record) : record;', replace: 'record;' },
    ],
  },
  {
    name: 'version-not-compared',
    about: 'dirty cleared without comparing the version',
    changes: [{ file: PUSH, find: 'if (waiting.version === version) {', replace: 'if (version >= 0) {' }],
  },
  {
    name: 'discard-leaves-cursor',
    about: 'what is given up goes, and the feed is not read from its beginning',
    changes: [{ file: DISCARD, find: 'await meta.put(0, CURSOR);', replace: '' }],
  },
  {
    name: 'discard-same-device',
    about: 'what is written after a discard covers a note that is put back',
    changes: [{ file: DISCARD, find: 'await drawDeviceBase(meta);', replace: '' }],
  },
  {
    name: 'cursor-first',
    about: 'cursor moved before the rows are applied',
    changes: [
      {
        file: APPLY,
        find: 'const joining = joinAll(store, transaction, page.records);',
        replace: 'const joining = Promise.resolve();',
      },
      { file: APPLY, find: 'const changed = await joining;', replace: '' },
      {
        file: APPLY,
        find: '.put(page.next, CURSOR);\n    await transaction.done;',
        replace: `.put(page.next, CURSOR);
    await transaction.done;
    const rows = openForWriting(store, 'relaxed');
    const changed = await joinAll(store, rows, page.records);
    await rows.done;`,
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
        file: APPLY,
        find: 'if (present.epoch !== asked.epoch || present.cursor !== asked.cursor) {',
        replace: 'if (present.cursor < 0) {',
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
        find: 'seen: renewContext(value.seen, { replacements, limit }),',
        replace: 'seen: value.seen,',
      },
    ],
  },
  {
    name: 'restamp-same-stamp',
    about: 're-stamping under the device part that a copied profile has too',
    changes: [
      {
        file: RESTAMP,
        find: 'devices.get(deviceOf(stamp)) ?? deviceOf(stamp)',
        replace: 'deviceOf(stamp)',
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
        find: '[...here, ...outbox.flatMap((row) => [...row.offered, ...row.unsent])].filter(',
        replace: '[EARLIEST_STAMP].filter(',
      },
    ],
  },
  {
    name: 'clock-not-advanced',
    about: 'receiving a later stamp does not advance the clock',
    changes: [
      {
        file: APPLY,
        find: 'await advanceClock(transaction, newest);',
        replace: 'await advanceClock(transaction, EARLIEST_STAMP);',
      },
    ],
  },
  {
    name: 'bad-page',
    about: 'a malformed record stops its page without a word',
    changes: [
      {
        file: APPLY,
        find: 'const valid = parsed.flatMap',
        replace: 'if (parsed.some(({ record }) => !record)) return [];\n  const valid = parsed.flatMap',
      },
    ],
  },
  {
    name: 'unknown-kinds-dropped',
    about: 'kinds of a newer version are dropped on arrival',
    changes: [
      {
        file: APPLY,
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
        file: OVER,
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
        file: OVER,
        find: 'if (present.epoch !== null) await sendAllAgain(store, transaction);',
        replace: '',
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
  {
    name: 'feed-not-checked',
    about: 'the cursor moves behind a push although something came between',
    changes: [{ file: PUSH, find: 'present.cursor === feed.before)', replace: 'feed.before >= 0)' }],
  },
  {
    name: 'blob-not-asked-again',
    about: 'a text is sent once, however long its record waits',
    changes: [
      { file: 'utils/sync/run-sync.ts', find: 'await askAgainForBlobs(context.store);', replace: '' },
      {
        file: 'utils/library/retry-refused.ts',
        find: 'if (row) await queueBlobs(transaction, recordOf(row), since);',
        replace: '',
      },
    ],
  },
  {
    name: 'emptied-by-any-clock',
    about: "what was deleted is emptied by this machine's clock, whatever it was set to",
    changes: [
      {
        file: 'utils/library/empty-deleted.ts',
        find: "if (typeof told !== 'number' && !isSteady) return null;",
        replace: '',
      },
      {
        file: 'utils/library/empty-deleted.ts',
        find: "typeof told === 'number' ? told : Infinity",
        replace: 'isSteady ? Infinity : Infinity',
      },
    ],
  },
  {
    name: 'aside-without-texts',
    about: 'what lay aside and is edited or put back goes without asking for its texts',
    changes: [
      {
        file: WRITE,
        find: 'await queueUnknownBlobs(transaction, { before, after }, store.now());',
        replace: '',
      },
      { file: DISCARD, find: 'await queueBlobs(transaction, record, store.now());', replace: '' },
    ],
  },
  {
    name: 'record-before-blob',
    about: 'a record is pushed though a text that it names has not been sent',
    changes: [
      {
        file: PUSH,
        find: 'if (!row || namesAny(row, unsentBlobs)) continue;',
        replace: 'if (!row) continue;',
      },
    ],
  },
  {
    name: 'portal-believed',
    about: "a captive portal's page is taken for the service's word that it holds a text",
    changes: [
      {
        file: CALLS,
        find: "if (!isAlike(response.headers.get('Content-Type') ?? '', type)) throw new ServiceError('bad-answer');",
        replace: '',
      },
      {
        file: 'utils/account/service-fetch.ts',
        find: "if (words !== '') throw new ServiceError('bad-answer');",
        replace: '',
      },
    ],
  },
  {
    name: 'pause-for-ever',
    about: 'a pause holds although the clock it was noted by has been set since',
    changes: [
      {
        file: STATUS,
        find: 'return now >= notBefore || now < pausedAt || notBefore - now > LONGEST_RETRY_AFTER_MS;',
        replace: 'return now >= notBefore || now < pausedAt - 1e13;',
      },
    ],
  },
  {
    name: 'service-pause-for-ever',
    about: 'the same for a pause that the service asked for',
    changes: [
      {
        file: PAUSE,
        find: "if (typeof notedAt === 'number' && store.now() < notedAt) return null;",
        replace: '',
      },
      { file: PAUSE, find: 'left > 0 && left <= LONGEST_PAUSE_MS', replace: 'left > 0' },
    ],
  },
  {
    name: 'retry-after-unbounded',
    about: 'the pause that a service asks for has no bound',
    changes: [
      {
        file: STATUS,
        find: 'Math.min(retryAfter * 1000, LONGEST_RETRY_AFTER_MS)',
        replace: 'retryAfter * 1000',
      },
      { file: STATUS, find: ' || notBefore - now > LONGEST_RETRY_AFTER_MS;', replace: ';' },
    ],
  },
  {
    name: 'unknown-fields-dropped',
    about: 'fields that only a newer version knows are dropped on arrival',
    changes: [
      {
        file: APPLY,
        find: 'const valid = parsed.flatMap(({ record }) => (record ? [record] : []));',
        replace: `const valid = parsed.flatMap(({ record }) => (record ? [record] : []));
  for (const { fields } of valid) for (const name of ['orbit', 'phase:of.it']) delete fields[name];`,
      },
    ],
  },
];
