import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { hasCorpus } from './tests/corpus.ts';

/** What a reader must see within a second is looked for while nothing else runs. */
const IN_TIME = ['tests/end-to-end/heard-within.test.ts'];

const IN_BROWSERS = {
  globalSetup: ['tests/end-to-end/harness/build-for-tests.ts', 'tests/service/prepare-databases.ts'],
  testTimeout: 300_000,
  hookTimeout: 300_000,
};

/** Files that take a minute or more, by what they took on two cores. */
const LONGEST = [
  'attacks',
  'bad-networks',
  'account',
  'restored',
  'bad-input',
  'soak',
  'reader',
  'marks-on-edited-pages',
  'attacks-firefox',
  'backup',
  'worker-killed',
  'service-killed',
  'organise',
  'two-devices',
  'sync-page',
];

/** The longest begin first: one that began last would be waited for alone. A fresh clone knows of no earlier run, by which it would be known. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((name) => moduleId.endsWith(`/end-to-end/${name}.test.ts`));
      return place === -1 ? LONGEST.length : place;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          // A file in a thread of its own costs a third less than one in a process of its own.
          pool: 'threads',
          include: [
            'tests/{protocol,utils,components,scripts,locales}/**/*.test.{ts,tsx}',
            'tests/*.test.ts',
          ],
          setupFiles: ['tests/busy-machine.ts'],
          exclude: hasCorpus() ? [] : ['tests/utils/article/corpus-pages.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          globalSetup: ['tests/service/prepare-databases.ts'],
          testTimeout: 180_000,
          hookTimeout: 240_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'end-to-end',
          include: ['tests/end-to-end/**/*.test.ts'],
          exclude: IN_TIME,
          ...IN_BROWSERS,
          // Browsers and networks are waited for most of the time.
          maxWorkers: 3,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'in-time',
          include: IN_TIME,
          ...IN_BROWSERS,
          maxWorkers: 1,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
