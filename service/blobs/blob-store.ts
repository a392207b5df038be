/** Where compressed blobs lie. What they are, and whose, is in the database. */
export interface BlobStore {
  /** Takes a finished upload in, whole or not at all, and on disk before it resolves. */
  keep(key: BlobKey, upload: Upload): Promise<void>;
  has(key: BlobKey): Promise<boolean>;
  /** What is stored, whole or damaged, or null. Rejects where it can't be read. */
  read(key: BlobKey): Promise<StoredBlob | null>;
  remove(key: BlobKey): Promise<void>;
  /** Removes all that is kept of a member. */
  removeMember(memberId: string): Promise<void>;
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

/** `bytes`: how many `body` will give, whatever has been kept in its place since. */
export interface StoredBlob {
  bytes: number;
  body: ReadableStream<Uint8Array<ArrayBuffer>>;
}

export interface Upload {
  write(chunk: Uint8Array): Promise<void>;
  /** Frees it, if it was not kept. May be called more than once. */
  discard(): Promise<void>;
}
