import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { LibraryProblem } from '../../components/settings/LibraryProblem.tsx';
import { WelcomePage } from '../../components/welcome/WelcomePage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { mirrorAppearance } from '../../utils/mirror-appearance.ts';
import { onNotice } from '../../utils/view-notices.ts';

/** `WXT_SAMPLE_URL` at build time. */
const SAMPLE: string = import.meta.env.WXT_SAMPLE_URL ?? '';

applyAppearance();
mirrorAppearance();
const root = document.getElementById('root') ?? document.body;
show();
// Sites are somebody else's from then on.
onNotice('session-changed', show, new AbortController().signal);

function show(): void {
  openCurrentLibrary().then(
    (library) =>
      render(<WelcomePage key={library.account} library={library} sample={SAMPLE || null} />, root),
    (error: unknown) => {
      console.error('welcome', error);
      render(<LibraryProblem />, root);
    },
  );
}
