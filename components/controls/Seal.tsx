import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from './classes.ts';
import styles from './Seal.module.css';

interface SealProps {
  /** Side in px. */
  size?: number;
  /** Printed under the seal: `11.20`. */
  date?: string;
  /** Read aloud instead of the date: `2026-11-20`. */
  fullDate?: string;
  /** Just stamped: settles once from 112 % to 100 %. */
  isNew?: boolean;
}

/** 藏, stamped beside what was kept. */
export function Seal({ size = 30, date, fullDate, isNew }: SealProps) {
  const texts = textsOf(controlsTexts);
  const side = { width: `${size}px`, height: `${size}px`, fontSize: `${Math.round(size * 0.62)}px` };
  return (
    <span class={styles.seal} role="img" aria-label={date ? texts.keptOn(fullDate ?? date) : texts.kept}>
      <span class={classes(styles.stamp, isNew && styles.fresh)} style={side} lang="zh-CN" aria-hidden="true">
        {texts.kept}
      </span>
      {date && (
        <span class={styles.date} aria-hidden="true">
          {date}
        </span>
      )}
    </span>
  );
}
