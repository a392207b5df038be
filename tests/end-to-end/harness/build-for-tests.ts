import { buildExtension } from '../../../scripts/build-extension.ts';
import { TEST_BUILD } from './test-build.ts';

/** Before the first test: the production builds, unless they are there and nothing changed since. */
export default async function buildForTests(): Promise<void> {
  await buildExtension({ target: 'chrome', ...TEST_BUILD });
  await buildExtension({ target: 'firefox', ...TEST_BUILD });
}
