/** Bytes, where the browser says. */
export interface StorageRoom {
  used: number;
  quota: number;
  /** Time to say so: a few hundred articles with their images still fit. */
  isShort: boolean;
}

const SHORT_BYTES = 300 * 1024 * 1024;
const SHORT_SHARE = 0.9;

/** How much of what the browser gives to the extension is taken; null where it doesn't say. */
export async function readStorageRoom(): Promise<StorageRoom | null> {
  const { usage, quota } = await navigator.storage.estimate();
  if (usage === undefined || quota === undefined || quota === 0) return null;
  return { used: usage, quota, isShort: quota - usage < SHORT_BYTES || usage / quota > SHORT_SHARE };
}
