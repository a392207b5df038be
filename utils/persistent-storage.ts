/**
 * Asks the browser never to clear what is kept here when the disk runs short. Answers whether it promised. For pages of ours: workers
 * can't ask.
 */
export async function requestPersistentStorage(): Promise<boolean> {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || (await navigator.storage.persist());
}
