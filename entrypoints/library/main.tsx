import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { LibraryPage } from '../../components/library/LibraryPage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { call } from '../../utils/messages/call.ts';
import { driveOffline } from '../../utils/sync/drive-offline.ts';
import { watchForSync } from '../../utils/sync/watch.ts';

applyAppearance();
render(<LibraryPage />, document.getElementById('root') ?? document.body);
const { signal } = new AbortController();
watchForSync(() => call('sync-now'), signal);
driveOffline(() => call('offline-step'), signal);
