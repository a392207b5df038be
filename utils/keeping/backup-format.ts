import * as z from 'zod/mini';

/**
 * A backup is a ZIP archive of open formats: `backup.json` says what it is, `records.jsonl` and `drafts.jsonl` hold one record a line as they travel,
 * with their stamps, `blobs.jsonl` lists the texts and images, and `blobs/<SHA-256>.<ending>` are these, as they are.
 */
export const BACKUP_FORMAT = 'observation-companion-backup';
export const BACKUP_VERSION = 1;

export const MANIFEST = 'backup.json';
export const RECORDS = 'records.jsonl';
export const DRAFTS = 'drafts.jsonl';
export const BLOB_LIST = 'blobs.jsonl';
export const BLOB_PATH = /^blobs\/([0-9a-f]{64})\.[a-z0-9]{1,8}$/;
export const EXPLANATION = 'README.txt';

/** What an archive may hold: more than a library of 100,000 articles, and less than what would fill a disk by a trick. Bytes where nothing else is said. */
export const LIMITS = {
  archive: 64 * 1024 ** 3,
  /** Files in the archive. */
  files: 1_000_000,
  /** Unpacked, of all files. */
  unpacked: 128 * 1024 ** 3,
  /** More than a page that is read may have, as HTML and as text; a service takes less, and what it refused is kept on this device alone. */
  blob: 160 * 1024 ** 2,
  /** One line of a list; a record has 64 KB, its notes 256. */
  line: 1024 * 1024,
  lines: 5_000_000,
  manifest: 64 * 1024,
  /** Unpacked bytes a packed one: text seldom passes 20, and a bomb reaches 1,000. */
  ratio: 200,
};

const count = z.number().check(z.int(), z.nonnegative());

export const manifestSchema = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.number().check(z.int(), z.positive()),
  /** Milliseconds since 1970. */
  createdAt: z.number(),
  records: count,
  blobs: count,
});
export type Manifest = z.infer<typeof manifestSchema>;

export const blobLineSchema = z.object({
  hash: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
  type: z.string().check(z.maxLength(200)),
  size: count.check(z.lte(LIMITS.blob)),
  savedAt: z.number(),
});
export type BlobLine = z.infer<typeof blobLineSchema>;

export const draftLineSchema = z.object({
  key: z.string().check(z.minLength(1), z.maxLength(10_000)),
  text: z.string().check(z.maxLength(100_000)),
  at: z.number(),
});

const ENDINGS: Record<string, string> = {
  'application/json': 'json',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/avif': 'avif',
  'image/svg+xml': 'svg',
};

export function blobPath({ hash, type }: Pick<BlobLine, 'hash' | 'type'>): string {
  return `blobs/${hash}.${ENDINGS[type] ?? 'bin'}`;
}

/** `observation-companion-20261126-0558.zip`, by this machine's clock. */
export function backupName(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `observation-companion-${day}-${two(date.getHours())}${two(date.getMinutes())}.zip`;
}

export const EXPLANATION_TEXT = `观察伴读的备份。在扩展的设置里选“从备份恢复”，就能放回书库。
backup.json 说明这是什么；records.jsonl 每行一条记录（文章、标注、笔记、标签……）；
blobs 里是存下的正文（JSON，含 HTML 与纯文字）和图片，文件名是内容的 SHA-256。

A backup of Observation Companion. “Restore from a backup” in its settings puts it back.
backup.json says what this is; records.jsonl holds a record a line (articles, marks, notes, tags, …);
blobs holds the kept texts (JSON with HTML and plain text) and images, each named by its SHA-256.
`;
