import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './Wordmark.module.css';

/** The seal cut with 目, and the name. */
export function Wordmark() {
  return (
    <span class={styles.wordmark}>
      <svg width="18" height="18" viewBox="0 0 32 32" aria-hidden="true">
        <rect class={styles.ground} x="1" y="1" width="30" height="30" rx="2" />
        <path class={styles.eye} d="M9.5 6.5h13v19h-13zM9.5 12.3h13M9.5 19.7h13" />
      </svg>
      {textsOf(controlsTexts).name}
    </span>
  );
}
