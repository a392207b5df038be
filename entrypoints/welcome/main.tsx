import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { LibraryProblem } from '../../components/settings/LibraryProblem.tsx';
import { WelcomePage } from '../../components/welcome/WelcomePage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { mirrorAppearance } from '../../utils/mirror-appearance.ts';

/** `WXT_SAMPLE_URL` at build time. */
const SAMPLE: string = import.meta.env.WXT_SAMPLE_URL ?? '';

applyAppearance();
mirrorAppearance();
const root = document.getElementById('root') ?? document.body;
openCurrentLibrary().then(
  (library) => render(<WelcomePage library={library} sample={SAMPLE || null} />, root),
  (error: unknown) => {
    console.error('welcome', error);
    render(<LibraryProblem />, root);
  },
);
