import { expect, it } from 'vitest';
import { countOf, openMemberDevice, openSecondDevice, untilSame, untilSynced } from './harness/devices.ts';
import type { Passage } from './harness/gate.ts';
import { saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';

/** Each of these is cut twice: once before the service has heard of it, once when its answer is on the way. */
const CUT_ONCE_EACH = ['/sync/push', '/sync/pull', '/blobs/'];

it('loses nothing and doubles nothing when the network is cut in the middle of a sync', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  stage.gate.decide = (path) =>
    path.startsWith('/sync/') || path.startsWith('/blobs/') ? 'cut-before' : 'pass';
  for (const number of [1, 2, 3]) {
    expect(await saveByMessage(device, stage.pages.article(number).address)).toBe('saved');
  }
  const cuts = new Map<string, Passage[]>(CUT_ONCE_EACH.map((path) => [path, ['cut-before', 'cut-after']]));
  stage.gate.decide = (path) => {
    const kind = CUT_ONCE_EACH.find((each) => path.startsWith(each));
    return (kind === undefined ? undefined : cuts.get(kind)?.shift()) ?? 'pass';
  };
  const held = await untilSynced(device);
  expect(countOf(held, 'article')).toBe(3);
  expect([...cuts.values()].flat()).toEqual([]);
  await untilSame(await openSecondDevice(stage, member), held);
});
