import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';
import { SurfaceHead } from '../controls/SurfaceHead.tsx';
import styles from './Popup.module.css';

/** The library itself did not open. */
export function PopupProblem() {
  return (
    <div class={styles.popup}>
      <SurfaceHead isInset />
      <Notice kind="danger">{textsOf(popupTexts).libraryWhat}</Notice>
    </div>
  );
}
