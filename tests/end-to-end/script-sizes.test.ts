import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildExtension } from '../../scripts/build-extension.ts';
import { TEST_BUILD } from './harness/test-build.ts';

/** What a page has to load, in bytes as built: the detector on every page of a switched-on site, the others where they are needed. */
const LIMITS = { detector: 8 * 1024, reading: 60 * 1024, 'whole-article': 68 * 1024, marks: 115 * 1024 };

it.each(Object.entries(LIMITS))('asks a page to load no more of %s than %i bytes', async (name, limit) => {
  const { folder } = await buildExtension({ target: 'chrome', ...TEST_BUILD });
  const { size } = statSync(join(folder, 'content-scripts', `${name}.js`));
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThanOrEqual(limit);
});
