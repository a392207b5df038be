import type { BlobKey, BlobStore, StoredBlob, Upload } from '../../service/blobs/blob-store.ts';

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

  async read(key: BlobKey): Promise<StoredBlob | null> {
    const bytes = this.#kept.get(nameOf(key));
    if (!bytes) return null;
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        controller.enqueue(bytes);
        controller.close();
      },
    });
    return { bytes: bytes.byteLength, body };
  }

  async remove(key: BlobKey): Promise<void> {
    this.#kept.delete(nameOf(key));
  }

  async removeMember(): Promise<void> {}

  async discardUploadsBefore(): Promise<void> {}

  /** As a failing disk does. */
  spoil(key: BlobKey): void {
    this.#kept.set(nameOf(key), new TextEncoder().encode('no gzip any more'));
  }

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
