/** Where compressed blobs lie. What they are, and whose, is in the database. */
export interface BlobStore {
  /** Takes a finished upload in, whole or not at all, and on disk before it resolves. */
  keep(key: BlobKey, upload: Upload): Promise<void>;
  has(key: BlobKey): Promise<boolean>;
  /** The stored bytes, or null. */
  read(key: BlobKey): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | null>;
  remove(key: BlobKey): Promise<void>;
  /** A place to write an upload to while it is checked. */
  beginUpload(): Promise<Upload>;
  /** Frees uploads begun before `time` (ms) that a crash left behind. */
  discardUploadsBefore(time: number): Promise<void>;
}

/** Each member's blobs lie apart: whether another member keeps the same one can't be found out. */
export interface BlobKey {
  memberId: string;
  sha256: string;
}

export interface Upload {
  write(chunk: Uint8Array): Promise<void>;
  /** Frees it, if it was not kept. May be called more than once. */
  discard(): Promise<void>;
}
