import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readerTexts } from '../../locales/reader.ts';
import { isSameRecord } from '../../protocol/merge.ts';
import { serviceEnvironment } from '../../scripts/account-service.ts';
import { eventually } from '../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../scripts/browser/library-page.ts';
import { PROJECT_FOLDER } from '../../scripts/build-extension.ts';
import type { ChromiumProfile } from '../../scripts/launch-chromium.ts';
import { readConfig } from '../../service/config.ts';
import { dumpDatabase } from '../../service/jobs/dump-database.ts';
import { startService } from '../../service/start-service.ts';
import { Client, got } from '../service/client.ts';
import {
  openMemberDevice,
  openSecondDevice,
  untilBothSame,
  untilSame,
  untilSynced,
} from './harness/devices.ts';
import { readStores, saveByMessage } from './harness/library-rows.ts';
import { openStage, type Stage } from './harness/stage.ts';
import { differences, type Holdings, holdingsOf, holdingsOfService, unfetchable } from './soak/holdings.ts';

const running = new AsyncDisposableStack();
let stage: Stage;
let devices: [ChromiumProfile, ChromiumProfile];
let pastGate: () => Client;
beforeAll(async () => {
  stage = running.use(await openStage());
  ({ devices, pastGate } = await openTwoDevices());
});
afterAll(() => running.disposeAsync());

it('devices send their texts again when the folder of texts was lost and the database was not', async () => {
  const before = await holdingsOfService(pastGate());
  await stage.killService();
  await rm(join(stage.service.dataFolder, 'blobs'), { recursive: true });
  expect(await restore(null)).toMatch(/^restored; /);
  await startBehindClosedGate();
  expect(await unfetchable(pastGate(), before)).not.toEqual([]);
  await expectAllIsBack(before);
});

it('devices bring back what an hourly dump lacked, and the texts of a folder that was lost with it', async () => {
  const [first, second] = devices;
  await writeNote(first, stage.pages.illustrated(1).title, '导出以前写的。');
  await untilSame(second, await untilSynced(first));

  const dump = await dumpByTheJob();
  await saveByMessage(first, stage.pages.illustrated(2).address);
  await writeNote(second, stage.pages.illustrated(1).title, '导出以后写的。');
  await untilBothSame(first, second);
  const before = await holdingsOfService(pastGate());

  await stage.killService();
  await rm(join(stage.service.dataFolder, 'blobs'), { recursive: true });
  expect(await restore(dump)).toMatch(/^restored; /);
  expect(differences(await startBehindClosedGate(), before)).not.toEqual([]);
  await expectAllIsBack(before);
});

/** Two devices that hold one article, and the service, wherever it is now, as their member asks it past the gate. */
async function openTwoDevices(): Promise<{
  devices: [ChromiumProfile, ChromiumProfile];
  pastGate: () => Client;
}> {
  const { device: first, member } = await openMemberDevice(stage);
  expect(await saveByMessage(first, stage.pages.illustrated(1).address)).toBe('saved');
  const held = await untilSynced(first);
  const second = await openSecondDevice(stage, member);
  await untilSame(second, held);
  const { token } = got(
    await new Client(stage.serviceOrigin()).signIn(`+86${member.phone}`, member.password),
  );
  return { devices: [first, second], pastGate: () => new Client(stage.serviceOrigin(), token) };
}

/** Runs the job that writes the hourly dump, in the service's own application on the same data. Gives the file. */
async function dumpByTheJob(): Promise<string> {
  await stage.killService();
  const service = await startService(readConfig(serviceEnvironment(stage.service)));
  const dump = await dumpDatabase(service.context);
  await service.stop();
  await stage.startService();
  if (dump === null) throw new Error('nothing was dumped');
  return dump;
}

/** As CONTRIBUTING.md tells an operator. Gives what the command said. */
async function restore(dump: string | null): Promise<string> {
  const words = ['service/restore.ts', ...(dump === null ? [] : [dump])];
  const child = spawn(process.execPath, words, {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, ...serviceEnvironment(stage.service) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return said;
}

/** What the restored service holds before any device has reached it. */
async function startBehindClosedGate(): Promise<Holdings> {
  stage.gate.decide = () => 'cut-before';
  await stage.startService();
  return await holdingsOfService(pastGate());
}

/** Opens the gate: everywhere what was there before, stamp for stamp, and every text and picture again. */
async function expectAllIsBack(before: Holdings): Promise<void> {
  const passedBefore = stage.gate.passed.length;
  stage.gate.decide = () => 'pass';
  const client = pastGate();
  const epoch = await client.epoch();
  for (const device of devices) {
    await untilMet(device, epoch);
    await untilSynced(device);
  }
  const after = await holdingsOfService(client);
  expect(differences(after, before)).toEqual([]);
  for (const device of devices) {
    const held = await holdingsOf(device);
    expect([held.waiting, held.refused]).toEqual([0, []]);
    for (const [name, record] of before) {
      const here = held.records.get(name);
      expect(here !== undefined && isSameRecord(here, record), name).toBe(true);
    }
  }
  expect(await unfetchable(client, after)).toEqual([]);
  expect(stage.gate.passed.slice(passedBefore)).toContain('/sync/push');
}

/** Waits until the device has heard that the service was restored: before that nothing waits on it either. */
async function untilMet(device: ChromiumProfile, epoch: string): Promise<void> {
  const page = await openLibraryPage(device);
  await eventually(
    async () => (await readStores(device, ['meta'])).meta ?? [],
    (values) => values.includes(epoch),
    `the device does not know of epoch ${epoch}, but of`,
  );
  await page.close();
}

async function writeNote(device: ChromiumProfile, title: string, note: string): Promise<void> {
  const page = await openLibraryPage(device);
  await page.getByRole('link', { name: title }).first().dblclick();
  const field = page.getByLabel(readerTexts['zh-CN'].articleNote, { exact: true });
  await field.press('Control+End');
  await field.pressSequentially(note);
  await field.blur();
  await page.getByText(readerTexts['zh-CN'].noteStored, { exact: true }).waitFor();
  await page.close();
}
