import type { Reading } from '../../utils/article/reading.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';

export async function openCurrentLibrary(): Promise<Library> {
  throw new Error('not here yet');
}
export async function keepPage(
  _library: Library,
  _page: { address: string; reading: Reading; fetchImage: (address: string) => Promise<Blob | null> },
): Promise<{ article: Article; isNewVersion: boolean }> {
  throw new Error('not here yet');
}
export async function syncNow(): Promise<SyncState> {
  throw new Error('not here yet');
}
export async function syncState(): Promise<SyncState> {
  throw new Error('not here yet');
}
export async function scheduleSync(): Promise<void> {}
export async function articleIdOf(address: string): Promise<string> {
  return address;
}
