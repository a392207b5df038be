/**
 * Asks the browser never to clear what is kept here when the disk runs short; answers whether it promised. With the permission
 * `unlimitedStorage` neither browser asks the reader. For pages of ours: a worker can't ask.
 */
export async function requestPersistentStorage(): Promise<boolean> {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
