import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSampleSite } from '../../scripts/sample-site.ts';
import { readExpectedFields } from '../../scripts/tour/expected-fields.ts';
import { type Scene, setScene } from '../../scripts/tour/scene.ts';
import { STEPS } from '../../scripts/tour/steps.ts';
import { openStage } from './harness/stage.ts';

/** The tour itself, each of its steps a test; a step stands on those before it. */
describe('from the page to a second device', () => {
  const running = new AsyncDisposableStack();
  let scene: Scene;
  beforeAll(async () => {
    const stage = running.use(await openStage({ isFirstStart: true }));
    const site = running.use(await startSampleSite(0));
    const address = site.articleAddress;
    const expected = await readExpectedFields(null);
    scene = await setScene({ device: stage.device, service: stage, address, expected }, running);
  });
  afterAll(() => running.disposeAsync());

  it.each(STEPS)('$name', async (step) => {
    const seen = await step.run(scene);
    expect(seen.detail).not.toBe('');
  });
});
