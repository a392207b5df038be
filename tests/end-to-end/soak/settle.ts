import type { Page } from 'playwright-core';
import { readerTexts } from '../../../locales/reader.ts';
import { digestRecords } from '../../../protocol/digest.ts';
import type { NewMember } from '../../../scripts/browser/account-page.ts';
import { signInByPassword } from '../../../scripts/browser/account-page.ts';
import { eventually } from '../../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../../scripts/browser/library-page.ts';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';
import { type Client, got } from '../../service/client.ts';
import type { Stage } from '../harness/stage.ts';
import type { SoakDevice } from './device.ts';
import {
  blobsNamed,
  differences,
  type Holdings,
  holdingsOf,
  holdingsOfService,
  unfetchable,
} from './holdings.ts';
import type { SoakLedger } from './ledger.ts';
import type { SoakLog } from './log.ts';

const PATIENCE_MS = 120_000;

export interface Rest {
  stage: Stage;
  devices: SoakDevice[];
  member: NewMember;
  client: Client;
  ledger: SoakLedger;
  log: SoakLog;
}

/** With everything up and nobody editing: waits until all hold the same, and looks at what that is. Gives the seconds it took. */
export async function settle(rest: Rest): Promise<number> {
  const { stage, devices, client, member, ledger, log } = rest;
  const begunAt = Date.now();
  for (const device of devices) await finishDrafts(device.profile, log);
  const pages: Page[] = [];
  for (const device of devices) pages.push(await openLibraryPage(device.profile));
  for (const device of devices) await untilSettled(device.name, device.profile, client, log);
  // What the last of them brought must have reached the first as well.
  for (const device of devices) await untilSettled(device.name, device.profile, client, log);
  const seconds = (Date.now() - begunAt) / 1000;

  const fresh = await stage.openDevice();
  await (await signInByPassword(fresh, member)).close();
  await openLibraryPage(fresh);
  await untilSettled('a fresh device', fresh, client, log);
  const held = await holdingsOfService(client);
  await lookAtDigest(held, client, log);
  for (const hash of await unfetchable(client, held)) log.problem(`${hash} can not be fetched`);
  log.count('texts and pictures', blobsNamed(held).size);
  for (const violation of ledger.violations(held)) log.problem(violation);
  for (const page of pages) await page.close();
  log.count('records', held.size);
  return seconds;
}

/** Words that were said to be kept when their page went away with the browser: the note takes them up when it is opened again. */
async function finishDrafts(profile: ChromiumProfile, log: SoakLog): Promise<void> {
  for (const owner of (await holdingsOf(profile)).drafts) {
    const [kind, id] = owner.split(' ');
    if (kind !== 'article') continue;
    log.count('drafts taken up');
    const page = await openLibraryPage(profile, `#/article/${id}`);
    await page.getByLabel(readerTexts['zh-CN'].articleNote, { exact: true }).waitFor();
    await eventually(
      () => holdingsOf(profile),
      ({ drafts }) => !drafts.includes(owner),
      `the draft of ${owner} was not taken up`,
    ).catch((error: unknown) => log.problem(String(error).slice(0, 200)));
    await page.close();
  }
}

async function untilSettled(
  name: string,
  profile: ChromiumProfile,
  client: Client,
  log: SoakLog,
): Promise<void> {
  const look = async () => {
    const { records, waiting, refused } = await holdingsOf(profile);
    const there = await holdingsOfService(client);
    return { differ: differences(records, there), waiting, refused, records, there };
  };
  const seen = { latest: await look().catch(() => look()) };
  await eventually(
    async () => {
      // A connection that was kept open may be closed just as it is used again.
      seen.latest = await look().catch(() => seen.latest);
      return seen.latest.waiting + seen.latest.differ.length;
    },
    (left) => left === 0,
    'left',
    PATIENCE_MS,
  ).catch(() => {
    const { differ, waiting, records, there } = seen.latest;
    log.problem(`${name}: ${waiting} wait, and it differs: ${differ.slice(0, 5).join('; ')}`);
    log.keep(name, [...records]);
    log.keep(`service beside ${name}`, [...there]);
  });
  const { refused } = seen.latest;
  if (refused.length > 0) log.problem(`${name}: refused ${JSON.stringify(refused).slice(0, 400)}`);
}

async function lookAtDigest(held: Holdings, client: Client, log: SoakLog): Promise<void> {
  const { kinds } = got(await client.digest());
  const own = digestRecords(held.values());
  const isSame = Object.entries(own).every(([kind, { count, hash }]) => {
    const other = kinds[kind];
    return other?.count === count && other.hash === hash;
  });
  if (!isSame) log.problem('the digest of the service is not of what it holds');
}
