import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import styles from './Settings.module.css';

/** The library itself did not open. */
export function LibraryProblem() {
  return (
    <div class={styles.page}>
      <SurfaceHead />
      <Notice kind="danger">{textsOf(popupTexts).libraryWhat}</Notice>
    </div>
  );
}
