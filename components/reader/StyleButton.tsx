import { readingTexts } from '../../locales/reading.ts';
import { textsOf } from '../../utils/appearance.ts';
import { MARK_STYLES, type MarkStyle } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import styles from './StyleButton.module.css';

interface StyleButtonProps {
  style: MarkStyle;
  class?: string | undefined;
  onStyle: (style: MarkStyle) => void;
}

/** Ground, underline, wavy line, and round again; it looks like what it stands for. */
export function StyleButton({ style, class: className, onStyle }: StyleButtonProps) {
  const texts = textsOf(readingTexts);
  const name = {
    ground: texts.styleGround,
    underline: texts.styleUnderline,
    wavy: texts.styleWavy,
  }[style];
  const next = MARK_STYLES[(MARK_STYLES.indexOf(style) + 1) % MARK_STYLES.length] ?? 'ground';
  return (
    <button type="button" class={className} aria-label={name} title={name} onClick={() => onStyle(next)}>
      <span class={classes(styles.letter, styles[style])} aria-hidden="true" lang="zh-CN">
        文
      </span>
    </button>
  );
}
