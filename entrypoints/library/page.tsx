import { render } from 'preact';
import { LibraryPage } from '../../components/library/LibraryPage.tsx';
import { call } from '../../utils/messages/call.ts';
import { driveOffline } from '../../utils/sync/drive-offline.ts';
import { watchForSync } from '../../utils/sync/watch.ts';

/** Draws the page, and syncs as long as it is open. Loaded beside the first reading of the library. */
export function showPage(): void {
  render(<LibraryPage />, document.getElementById('root') ?? document.body);
  const { signal } = new AbortController();
  watchForSync(() => call('sync-now'), signal);
  driveOffline(() => call('offline-step'), signal);
}
