import { type NewMember, registerMember, signInByPassword } from '../../../scripts/browser/account-page.ts';
import { eventually } from '../../../scripts/browser/eventually.ts';
import { openLibraryPage } from '../../../scripts/browser/library-page.ts';
import { switchSiteOn } from '../../../scripts/browser/settings-page.ts';
import type { ChromiumProfile } from '../../../scripts/launch-chromium.ts';
import { newMember } from '../../../scripts/tour/scene.ts';
import { type LibraryRows, libraryRows } from './library-rows.ts';
import type { Stage } from './stage.ts';

/** A device of a new member, with the site of the test pages switched on. */
export async function openMemberDevice(
  stage: Stage,
): Promise<{ device: ChromiumProfile; member: NewMember }> {
  const device = await stage.openDevice();
  const member = newMember();
  await (await registerMember(device, member, stage.origin)).close();
  await switchSiteOn(device, stage.pages.origin);
  return { device, member };
}

/** Another device of the same member. */
export async function openSecondDevice(stage: Stage, member: NewMember): Promise<ChromiumProfile> {
  const device = await stage.openDevice();
  await (await signInByPassword(device, member)).close();
  return device;
}

/** Waits, with the library open as a reader has it, until nothing waits to be sent; gives what the device holds then. */
export async function untilSynced(device: ChromiumProfile): Promise<LibraryRows> {
  const page = await openLibraryPage(device);
  const rows = await eventually(
    () => libraryRows(device),
    ({ waiting }) => waiting === 0,
    'still waiting to be sent',
  );
  await page.close();
  return rows;
}

/** Waits until this device holds the same as the other: value by value, deleted records included. */
export async function untilSame(device: ChromiumProfile, expected: LibraryRows): Promise<void> {
  const page = await openLibraryPage(device);
  const wanted = JSON.stringify(sortedRecords(expected));
  await eventually(
    async () => JSON.stringify(sortedRecords(await libraryRows(device))),
    (held) => held === wanted,
    `the devices differ; one holds ${wanted}, the other`,
  );
  await page.close();
}

/** Waits until two devices that were both edited hold the same, and have nothing to send: either may be the first to hear of the other. */
export async function untilBothSame(one: ChromiumProfile, other: ChromiumProfile): Promise<void> {
  const pages = [await openLibraryPage(one), await openLibraryPage(other)];
  await eventually(
    async () => [await libraryRows(one), await libraryRows(other)],
    (copies) =>
      copies.every(({ waiting }) => waiting === 0) &&
      new Set(copies.map((rows) => JSON.stringify(sortedRecords(rows)))).size === 1,
    'the devices differ, or wait',
  );
  for (const page of pages) await page.close();
}

/** How many records of a kind there are. */
export function countOf(rows: LibraryRows, kind: string): number {
  return Object.keys(rows.records).filter((name) => name.startsWith(`${kind} `)).length;
}

function sortedRecords({ records }: LibraryRows): [string, unknown][] {
  return Object.entries(records).sort(([a], [b]) => a.localeCompare(b));
}
