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

/** Where nothing is known of an earlier run, large files begin first. The soak takes long and is short to read: it would be the last, and alone. */
class SoakFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isSoak = ({ moduleId }: TestSpecification) => moduleId.endsWith('/soak.test.ts');
    const sorted = await super.sort(files);
    return [...sorted.filter(isSoak), ...sorted.filter((file) => !isSoak(file))];
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: SoakFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'tests/{protocol,utils,components,scripts,locales}/**/*.test.{ts,tsx}',
            'tests/*.test.ts',
          ],
          exclude: hasCorpus() ? [] : ['tests/utils/article/corpus-pages.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'service',
          include: ['tests/service/**/*.test.ts'],
          globalSetup: ['tests/service/prepare-databases.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
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
