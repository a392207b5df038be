import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildExtension } from '../../scripts/build-extension.ts';
import { TEST_BUILD } from './harness/test-build.ts';

/**
 * What a page has to load, in bytes as built: the detector on every page of a switched-on site, the others where they are needed. The first three are
 * promised; the others are where they stand, and may only fall.
 */
const LIMITS = {
  detector: 8 * 1024,
  reading: 60_000,
  marks: 110_000,
  'spaced-rules': 7800,
  'whole-article': 98_500,
  evidence: 87_500,
  links: 4000,
  pages: 7000,
  pick: 22_500,
  rules: 23_500,
  sentences: 43_600,
  rare: 30_200,
  notes: 127_000,
  frames: 3100,
  recall: 3500,
  reattach: 24_500,
  'panel-link': 3400,
  step: 3300,
  updated: 3000,
  trial: 86_800,
};

it('knows of every script that a page may have to load', async () => {
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  const built = readdirSync(join(folder, 'content-scripts')).filter((name) => name.endsWith('.js'));
  expect(built.map((name) => name.slice(0, -'.js'.length)).sort()).toEqual(Object.keys(LIMITS).sort());
});

it.each(Object.entries(LIMITS))('asks a page to load no more of %s than %i bytes', async (name, limit) => {
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  const { size } = statSync(join(folder, 'content-scripts', `${name}.js`));
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(limit);
});
