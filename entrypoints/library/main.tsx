import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { LibraryPage } from '../../components/library/LibraryPage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { call } from '../../utils/messages/call.ts';
import { watchForSync } from '../../utils/sync/watch.ts';

applyAppearance();
render(<LibraryPage />, document.getElementById('root') ?? document.body);
watchForSync(() => call('sync-now'), new AbortController().signal);
