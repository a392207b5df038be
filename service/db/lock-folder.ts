import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
 * process that is gone (killed, power cut) is taken over, by one alone of all that try at once. Throws `FolderInUseError`.
 */
export function lockFolder(folder: string): () => void {
  const path = join(folder, 'service.lock');
  const nonce = randomUUID();
  const own = JSON.stringify({ pid: process.pid, started: startOf(process.pid), nonce });
  // Whole before it gets a name that others read: written in its place it would be empty for a moment.
  const written = `${path}-${nonce}`;
  writeFileSync(written, own, { flag: 'wx', mode: 0o600 });
  try {
    while (!link(written, path) && !takeOver({ folder, path, written })) {
      // given back, or taken over by another, just now
    }
  } finally {
    rmSync(written, { force: true });
  }
  return () => {
    if (readText(path) === own) rmSync(path);
  };
}

interface Taking {
  folder: string;
  path: string;
  /** The file that is to be the lock. */
  written: string;
}

/**
 * Puts our lock in the place of one whose holder is gone. Only who has claimed to come after exactly that one may, and claims go away only after
 * it was replaced: so it lies there until the one rename, and none can remove another's. False where it has changed meanwhile.
 */
function takeOver(taking: Taking): boolean {
  const { path, written } = taking;
  const stale = readText(path);
  const claims = stale === null ? null : claimAfter(taking, stale);
  if (claims === null) return false;
  const isStill = readText(path) === stale;
  if (isStill) renameSync(written, path);
  for (const claim of isStill ? claims : claims.slice(-1)) rmSync(claim, { force: true });
  return isStill;
}

/** Claims to come after `stale`; after whoever claimed that and is gone as well. The last of the claims is ours. Null where one has just gone. */
function claimAfter(taking: Taking, stale: string): string[] | null {
  const { folder, path, written } = taking;
  const holder = readHolder(stale);
  if (holder && isAlive(holder)) throw new FolderInUseError(folder, holder.pid);
  const claim = `${path}-after-${createHash('sha256').update(stale).digest('hex').slice(0, 32)}`;
  if (link(written, claim)) return [claim];
  const claimant = readText(claim);
  const rest = claimant === null ? null : claimAfter(taking, claimant);
  return rest && [claim, ...rest];
}

/** Gives a file a second name, whole or not at all: false where that name is taken. */
function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

interface Holder {
  pid: number;
  started: string | null;
}

function readHolder(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('pid' in value)) return null;
    const started = 'started' in value && typeof value.started === 'string' ? value.started : null;
    return { pid: Number(value.pid), started };
  } catch {
    return null; // torn by a power cut
  }
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') return false;
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
