import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { syncedLibrary } from '../../components/library/synced-library.ts';
import { LibraryProblem } from '../../components/settings/LibraryProblem.tsx';
import { SettingsPage } from '../../components/settings/SettingsPage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { mirrorAppearance } from '../../utils/mirror-appearance.ts';
import { onNotice } from '../../utils/view-notices.ts';

applyAppearance();
mirrorAppearance();
const root = document.getElementById('root') ?? document.body;
show();
// Somebody else's sites and storage from then on.
onNotice('session-changed', show, new AbortController().signal);

function show(): void {
  openCurrentLibrary().then(
    (library) => render(<SettingsPage key={library.account} library={syncedLibrary(library)} />, root),
    (error: unknown) => {
      console.error('options', error);
      render(<LibraryProblem />, root);
    },
  );
}
