import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import { render } from 'preact';
import { AccountPage } from '../../components/account/AccountPage.tsx';
import { applyAppearance } from '../../utils/appearance.ts';
import { mirrorAppearance } from '../../utils/mirror-appearance.ts';

applyAppearance();
mirrorAppearance();
render(<AccountPage />, document.getElementById('root') ?? document.body);
