import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { signInByPassword } from '../../scripts/browser/account-page.ts';
import { openPopup, SAVE_BUTTON } from '../../scripts/browser/popup.ts';
import { countOf, openMemberDevice, untilSame, untilSynced } from './harness/devices.ts';
import { libraryRows, saveByMessage } from './harness/library-rows.ts';
import { openStage } from './harness/stage.ts';
import { killWorker } from './harness/worker.ts';

/** From before the reading to after the writing. */
const KILL_AFTER_MS = [0, 20, 80, 250];

it('keeps an article once when the worker is killed during the save', async () => {
  await using stage = await openStage();
  const { device } = await openMemberDevice(stage);
  for (const [index, delay] of KILL_AFTER_MS.entries()) {
    const page = await device.context.newPage();
    await page.goto(stage.pages.article(index + 1).address);
    const popup = await openPopup(device, page);
    await popup.click(SAVE_BUTTON);
    await wait(delay);
    await killWorker(device);
    await popup.close();
    await page.close();
    expect(await saveByMessage(device, stage.pages.article(index + 1).address)).toBe('saved');
  }
  const rows = await libraryRows(device);
  expect(countOf(rows, 'article')).toBe(KILL_AFTER_MS.length);
  for (const [name, values] of Object.entries(rows.records)) {
    if (name.startsWith('article ')) expect(versionsIn(values), name).toHaveLength(1);
  }
});

it('holds everything once when the worker is killed during a pull', async () => {
  await using stage = await openStage();
  const { device, member } = await openMemberDevice(stage);
  for (const number of [1, 2, 3]) await saveByMessage(device, stage.pages.article(number).address);
  const held = await untilSynced(device);
  const second = await stage.openDevice();
  const kills: Promise<void>[] = [];
  stage.gate.decide = (path, arrived) => {
    if (path === '/sync/pull' && kills.length < 3) kills.push(arrived.then(() => killWorker(second)));
    return 'pass';
  };
  await signInByPassword(second, member);
  await untilSame(second, held);
  expect(kills.length).toBeGreaterThan(0);
  // The last may still be on its way when everything is there already.
  await Promise.all(kills);
});

/** Snapshots are fields of the article, one a version. */
function versionsIn(values: unknown): string[] {
  return Object.keys(values as object).filter((name) => /snapshot/i.test(name));
}
