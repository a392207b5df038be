import type { BlobKey, BlobStore, Upload } from '../../service/blobs/blob-store.ts';

/** Blobs in memory, and whatever was ever kept there. */
export class MemoryBlobs implements BlobStore {
  #kept = new Map<string, Uint8Array<ArrayBuffer>>();
  readonly #ever = new Set<string>();

  async beginUpload(): Promise<Upload> {
    return new MemoryUpload();
  }

  async keep(key: BlobKey, upload: Upload): Promise<void> {
    if (!(upload instanceof MemoryUpload)) throw new TypeError('an upload of another store');
    this.#kept.set(nameOf(key), upload.bytes());
    this.#ever.add(nameOf(key));
  }

  async has(key: BlobKey): Promise<boolean> {
    return this.#kept.has(nameOf(key));
  }

  async read(key: BlobKey): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null> {
    const bytes = this.#kept.get(nameOf(key));
    if (!bytes) return null;
    return new ReadableStream({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
  }

  async remove(key: BlobKey): Promise<void> {
    this.#kept.delete(nameOf(key));
  }

  async discardUploadsBefore(): Promise<void> {}

  everHeld(key: BlobKey): boolean {
    return this.#ever.has(nameOf(key));
  }

  /** The folder as it is now, for `putBack`. */
  copy(): Map<string, Uint8Array<ArrayBuffer>> {
    return new Map(this.#kept);
  }

  putBack(kept: Map<string, Uint8Array<ArrayBuffer>>): void {
    this.#kept = new Map(kept);
  }

  clear(): void {
    this.#kept.clear();
    this.#ever.clear();
  }
}

class MemoryUpload implements Upload {
  readonly #chunks: Uint8Array[] = [];

  async write(chunk: Uint8Array): Promise<void> {
    this.#chunks.push(chunk);
  }

  async discard(): Promise<void> {}

  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(Buffer.concat(this.#chunks));
  }
}

function nameOf({ memberId, sha256 }: BlobKey): string {
  return `${memberId} ${sha256}`;
}
