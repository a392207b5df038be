import type { ComponentChildren } from 'preact';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import styles from './ArticleHead.module.css';

/** More characters than this take four lines of the popup, and leave no room for the note. */
const LONG_TITLE = 44;

interface ArticleHeadProps {
  title: string;
  /** From the outermost; the first one, the home page, is left out. */
  breadcrumb: readonly string[];
  isObservation: boolean | null;
  titleId?: string;
  /** At the end of the line above the title: where it was found, and its correction. */
  action: ComponentChildren;
  /** The seal. */
  children?: ComponentChildren;
}

/** Kind and path in one line, the title below, the seal beside. */
export function ArticleHead({
  title,
  breadcrumb,
  isObservation,
  titleId,
  action,
  children,
}: ArticleHeadProps) {
  const texts = textsOf(popupTexts);
  const path = breadcrumb.length > 1 ? breadcrumb.slice(1) : breadcrumb;
  return (
    <div class={styles.head}>
      <div class={styles.words} data-correctable>
        <div class={styles.line}>
          <span class={styles.path}>
            {isObservation !== null && (isObservation ? texts.observation : texts.article)}
            {isObservation !== null && path.length > 0 && ' · '}
            <span lang="zh-CN">{path.join(' › ')}</span>
          </span>
          {action}
        </div>
        <h1
          id={titleId}
          title={title}
          class={classes(styles.title, title.length > LONG_TITLE && styles.long)}
          lang="zh-CN"
        >
          {title}
        </h1>
      </div>
      {children}
    </div>
  );
}
