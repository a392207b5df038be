import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type { BlobKey, BlobStore, Upload } from './blob-store.ts';

/** Blobs as files in a folder: `members/<member>/<2 digits>/<sha256>.gz`. Uploads grow in `uploads` and are moved when complete. */
export function openFolderStore(folder: string): BlobStore {
  const uploads = join(folder, 'uploads');
  const pathOf = ({ memberId, sha256 }: BlobKey) =>
    join(folder, 'members', safeName(memberId), sha256.slice(0, 2), `${safeName(sha256)}.gz`);

  return {
    async beginUpload() {
      await mkdir(uploads, { recursive: true, mode: 0o700 });
      const path = join(uploads, randomUUID());
      return new FileUpload(path, await open(path, 'wx', 0o600));
    },
    async keep(key, upload) {
      if (!(upload instanceof FileUpload)) throw new TypeError('an upload of another store');
      const path = pathOf(key);
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await upload.moveTo(path);
    },
    async has(key) {
      return (await access(pathOf(key)).catch(nothingThere)) !== null;
    },
    async read(key) {
      const file = await open(pathOf(key)).catch(nothingThere);
      if (!file) return null;
      const { size } = await file.stat();
      return { bytes: size, body: toWebStream(createReadStream('', { fd: file })) };
    },
    async remove(key) {
      await rm(pathOf(key), { force: true });
    },
    async removeMember(memberId) {
      await rm(join(folder, 'members', safeName(memberId)), { recursive: true, force: true });
    },
    async discardUploadsBefore(time) {
      for (const name of await readdir(uploads).catch(() => [])) {
        const path = join(uploads, name);
        const found = await stat(path).catch(() => null); // it may have been kept meanwhile
        if (found && found.mtimeMs < time) await rm(path, { force: true });
      }
    },
  };
}

class FileUpload implements Upload {
  readonly #path: string;
  readonly #file: FileHandle;
  #isOpen = true;

  constructor(path: string, file: FileHandle) {
    this.#path = path;
    this.#file = file;
  }

  async write(chunk: Uint8Array): Promise<void> {
    await this.#file.writeFile(chunk);
  }

  async moveTo(path: string): Promise<void> {
    await this.#file.sync();
    await this.#close();
    await rename(this.#path, path);
    // The folder's entry is what a power cut would lose.
    const parent = await open(dirname(path));
    await parent.sync().finally(() => parent.close());
  }

  async discard(): Promise<void> {
    await this.#close();
    await rm(this.#path, { force: true });
  }

  async #close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    await this.#file.close();
  }
}

/** Null where there is no such file. Whatever else is wrong, too many open files or a disk that fails, says nothing of what is kept. */
function nothingThere(error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
  throw error;
}

/** Ids are ours and hashes were read by a schema; a path is still the wrong place to rely on that. */
function safeName(name: string): string {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name)) throw new Error(`not a file name: ${name}`);
  return name;
}

function toWebStream(stream: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const iterator = stream[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(new Uint8Array(value));
    },
    async cancel() {
      stream.destroy();
    },
  });
}
