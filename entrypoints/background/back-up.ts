import { browser as chromium } from 'wxt/browser';
import { browser } from '../../utils/browser.ts';
import { readCurrentAccount } from '../../utils/current-account.ts';
import { backupName } from '../../utils/keeping/backup-format.ts';
import {
  BACKUP_FOLDER,
  type BackupSchedule,
  changeSchedule,
  isBackupDue,
  KEPT_BACKUPS,
  readSchedule,
} from '../../utils/keeping/backup-schedule.ts';
import { makeBackup } from '../../utils/keeping/make-backup.ts';
import { openCurrentStore } from '../../utils/library/open-library.ts';

/** A page of ours without a window: Chromium's worker has no addresses for blobs. */
const MAKER_PAGE = '/backup.html';
/** Written to disk by then, or something is wrong. */
const PATIENCE_MS = 10 * 60_000;
const LOOK_EVERY_MS = 500;

/** Begins a backup where it is time for one. */
export async function backUpIfDue(): Promise<void> {
  const [account, schedule] = await Promise.all([readCurrentAccount(), readSchedule()]);
  if (!isBackupDue(account, schedule, Date.now())) return;
  if (!(await browser.permissions.contains({ permissions: ['downloads'] }))) {
    await changeSchedule({ triedAt: Date.now(), problem: 'no-permission' });
    return;
  }
  try {
    if (!import.meta.env.FIREFOX && (await isMakerAtWork(schedule))) return;
    await changeSchedule({ triedAt: Date.now() });
    if (import.meta.env.FIREFOX) await backUpHere();
    else await openMaker();
  } catch (error) {
    console.error('backup failed', error);
    await changeSchedule({ triedAt: Date.now(), problem: 'failed' });
  }
}

/** No library takes as long. */
const LONGEST_MS = 2 * 60 * 60_000;

/** Whether one that was begun is still being made. What has said nothing for so long never will: it is given up, and told as failed until another is made. */
async function isMakerAtWork({ triedAt }: BackupSchedule): Promise<boolean> {
  if (!(await chromium.offscreen.hasDocument())) return false;
  if (Math.abs(Date.now() - triedAt) < LONGEST_MS) return true;
  await chromium.offscreen.closeDocument().catch(() => undefined); // It closed by itself.
  await changeSchedule({ problem: 'failed' });
  return false;
}

/** It makes the archive and tells `backup-made`. */
async function openMaker(): Promise<void> {
  await chromium.offscreen.createDocument({
    url: MAKER_PAGE,
    reasons: [chromium.offscreen.Reason.BLOBS],
    justification: 'writes the library into an archive for the download folder',
  });
}

async function backUpHere(): Promise<void> {
  const store = await openCurrentStore();
  const archive = await makeBackup(store);
  const url = URL.createObjectURL(archive);
  try {
    await keepArchive({ url, bytes: archive.size, account: store.account });
  } finally {
    URL.revokeObjectURL(url);
  }
}

interface Archive {
  url: string;
  bytes: number;
  /** Whose library it is. */
  account: string;
}

/** From the page that made it: the archive is at this address as long as the page lives; null where it could not be made. */
export async function backupMade(made: Archive | null): Promise<undefined> {
  try {
    if (made) await keepArchive(made);
    else await changeSchedule({ problem: 'failed' });
  } catch (error) {
    console.error('backup failed', error);
    await changeSchedule({ problem: 'failed' });
  } finally {
    await chromium.offscreen.closeDocument().catch(() => undefined); // It closed by itself.
  }
  return undefined;
}

/** Counts as made once it is on disk; then the oldest of the same library goes. */
async function keepArchive({ url, bytes, account }: Archive): Promise<void> {
  const at = Date.now();
  const name = backupName(at);
  const id = await browser.downloads.download({
    url,
    filename: `${BACKUP_FOLDER}/${name}`,
    saveAs: false,
    conflictAction: 'uniquify',
  });
  const path = await untilOnDisk(id);
  const { files } = await readSchedule();
  const all = [...files, { path, account, at, name, bytes }];
  const over = all.filter((file) => file.account === account).slice(0, -KEPT_BACKUPS);
  const kept = all.filter((file) => !over.includes(file));
  await changeSchedule({ problem: null, files: kept });
  for (const old of over) await removeBackup(old.path);
}

async function removeBackup(path: string): Promise<void> {
  for (const { id, filename } of await browser.downloads.search({ filename: path })) {
    if (filename !== path) continue;
    // The reader may have moved or removed it: then there is nothing to do.
    await browser.downloads.removeFile(id).catch(() => undefined);
    await browser.downloads.erase({ id });
  }
}

/** Gives the file's path. */
async function untilOnDisk(id: number): Promise<string> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; ) {
    const [item] = await browser.downloads.search({ id });
    if (item?.state === 'complete') return item.filename;
    if (!item || item.state === 'interrupted')
      throw new Error(`the download broke off: ${item?.error ?? 'gone'}`);
    await new Promise((done) => setTimeout(done, LOOK_EVERY_MS));
  }
  throw new Error('the archive was not on disk in time');
}
