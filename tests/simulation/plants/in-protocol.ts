import type { Plant } from './plant.ts';

const MERGE = 'protocol/merge.ts';
const DELETION = 'protocol/deletion.ts';

/** Mistakes in what the extension and the service share. */
export const PROTOCOL_PLANTS: Plant[] = [
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
        file: DELETION,
        find: 'const stamp = deletionStamp(record);\n  if (stamp === null) return record;',
        replace:
          'const deletion = deletionStamp(record);\n  if (deletion === null) return record;\n  const stamp = Date.now() + "-0000" + deletion.slice(18);',
      },
    ],
  },
  {
    name: 'emptied-as-one',
    about: "an emptying puts one empty value with the deletion's stamp in the place of a note's values",
    changes: [
      {
        file: DELETION,
        find: "return values.map((value) => (value.stamp < stamp ? { ...value, text: '' } : value));",
        replace: `const older = values.filter((value) => value.stamp < stamp);
  const seen = Object.fromEntries(older.map((value) => [value.stamp.slice(19), value.stamp]));
  return older.length === 0 ? values : [{ stamp, text: '', seen }, ...values.filter((value) => value.stamp >= stamp)];`,
      },
    ],
  },
];
