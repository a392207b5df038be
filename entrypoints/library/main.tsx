import '../../components/styles/tokens.css';
import '../../components/styles/reader.css';
import '../../components/styles/base.css';
import { readAhead } from '../../components/library/read-ahead.ts';
import { applyAppearance } from '../../utils/appearance.ts';

applyAppearance();
readAhead();
import('./page.tsx').then(({ showPage }) => showPage());
