import { join } from 'node:path';
import { expect, it } from 'vitest';
import { PROJECT_FOLDER } from '../../scripts/build-extension.ts';
import { runSoak } from './soak/run-soak.ts';

const SEED = 7;
/** As long as a test may take; `npm run soak` goes on for as long as one has time for. */
const SECONDS = 30;

it('three browsers hold the same, and every stored write, after all that can be killed was killed', async () => {
  const folder = join(PROJECT_FOLDER, '.output', 'soak', 'test');
  const { problems, counts } = await runSoak({ seed: SEED, seconds: SECONDS, folder });
  expect(problems, `the log is in ${folder}`).toEqual([]);
  expect(counts.get('writes said to be stored')).toBeGreaterThan(0);
  const countOf = (name: string) => counts.get(name) ?? 0;
  expect(countOf('edits')).toBeGreaterThan(0);
  expect(countOf('edits that failed')).toBeLessThan(countOf('edits') / 4);
  const killed = ['worker', 'browser', 'service', 'postgres'].map((kind) => countOf(`${kind} killed`));
  expect(killed.reduce((sum, count) => sum + count)).toBeGreaterThan(1);
}, 360_000);
