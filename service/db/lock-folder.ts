import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Another running process has the data folder: two of them would silently diverge. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';

  constructor(folder: string, pid: number) {
    super(
      `the data folder ${folder} is in use by process ${pid}: stop it, or choose another with DATA_FOLDER`,
    );
  }
}

/**
 * Takes the folder for this process by a file holding its id, and returns what gives it back. The file of a
 * process that is gone (killed, power cut) is taken over. Throws `FolderInUseError`.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'service.lock');
  const holder = readHolder(path);
  if (holder !== null && isAlive(holder)) throw new FolderInUseError(folder, holder.pid);
  rmSync(path, { force: true });
  const own = { pid: process.pid, started: startOf(process.pid) };
  try {
    writeFileSync(path, JSON.stringify(own), { flag: 'wx', mode: 0o600 });
  } catch (cause) {
    const other = readHolder(path);
    throw other ? new FolderInUseError(folder, other.pid) : cause;
  }
  return () => rmSync(path, { force: true });
}

interface Holder {
  pid: number;
  started: string | null;
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value)) return null;
    const started = 'started' in value && typeof value.started === 'string' ? value.started : null;
    return { pid: Number(value.pid), started };
  } catch {
    return null; // no lock, or one torn by a power cut
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false;
  }
  // In a container every start may get the same id: then the start time tells whether it is the same process.
  const now = startOf(pid);
  return started === null || now === null || now === started;
}

/** When a process began, in ticks since boot, from /proc; null where there is no /proc. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
