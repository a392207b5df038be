import * as z from 'zod/mini';
import { browser } from '../browser.ts';

/** Local to this device: where backups go is this machine's matter. */
const KEY = 'backup';
/** In the download folder; older ones of the same library are removed. */
export const BACKUP_FOLDER = 'Observation Companion';
export const KEPT_BACKUPS = 4;

export const INTERVALS = ['never', 'daily', 'weekly'] as const;
export type BackupInterval = (typeof INTERVALS)[number];

const HOUR_MS = 60 * 60_000;
const PERIOD_MS: Record<BackupInterval, number> = {
  never: Number.POSITIVE_INFINITY,
  daily: 24 * HOUR_MS,
  weekly: 7 * 24 * HOUR_MS,
};
/** After one that failed. */
const TRY_AGAIN_MS = HOUR_MS;

const fileSchema = z.object({
  path: z.string(),
  /** Whose library it holds. */
  account: z.string(),
  /** When it was made: milliseconds since 1970. */
  at: z.number(),
  name: z.string(),
  bytes: z.number(),
});
export type BackupFile = z.infer<typeof fileSchema>;

const scheduleSchema = z.object({
  every: z.catch(z.enum(INTERVALS), 'never'),
  /** When one was begun last, whatever came of it. */
  triedAt: z.catch(z.number(), 0),
  /** Why the last try gave none. */
  problem: z.catch(z.nullable(z.enum(['no-permission', 'failed'])), null),
  /**
   * Where backups of ours are, the oldest first. Not by the browser's numbers of downloads: Firefox counts anew at each
   * start and Chromium once its history was cleared, and then another file of the reader's has the number.
   */
  files: z.catch(z.array(fileSchema), []),
});
export type BackupSchedule = z.infer<typeof scheduleSchema>;

export async function readSchedule(): Promise<BackupSchedule> {
  const stored = await browser.storage.local.get(KEY);
  const read = scheduleSchema.safeParse(stored[KEY] ?? {});
  return read.success ? read.data : scheduleSchema.parse({});
}

/** One change after another, in whatever context. */
export function changeSchedule(changes: Partial<BackupSchedule>): Promise<BackupSchedule> {
  return navigator.locks.request('backup-schedule', async () => {
    const schedule = { ...(await readSchedule()), ...changes };
    await browser.storage.local.set({ [KEY]: schedule });
    return schedule;
  });
}

/** Calls `listen` after each change by anyone, until `signal` aborts. */
export function onSchedule(listen: () => void, signal: AbortSignal): void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && KEY in changes) listen();
  };
  browser.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(changed), { once: true });
}

/** The last one that was made of an account's library; null before the first. */
export function lastBackupOf(account: string, { files }: BackupSchedule): BackupFile | null {
  return files.findLast((file) => file.account === account) ?? null;
}

/** Whether it is time for one of the account's library. A clock that was set back waits no longer than a period. */
export function isBackupDue(account: string, schedule: BackupSchedule, now: number): boolean {
  const { every, triedAt, problem } = schedule;
  const last = lastBackupOf(account, schedule);
  if (every === 'never') return false;
  if (problem !== null && Math.abs(now - triedAt) < TRY_AGAIN_MS) return false;
  return last === null || Math.abs(now - last.at) >= PERIOD_MS[every];
}
