import { readingTexts } from '../../locales/reading.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import styles from './ElsewhereNotice.module.css';
import type { ReadingPosition } from './use-position.ts';

/** The article was read further elsewhere while it was open here: the way there, and nothing moves by itself. */
export function ElsewhereNotice({ elsewhere, goElsewhere, stayHere }: ReadingPosition) {
  const texts = textsOf(readingTexts);
  if (!elsewhere) return null;
  return (
    <div class={styles.notice} role="status">
      <span>{texts.continueThere(elsewhere.exact.slice(0, 16))}</span>
      <Button size="s" onClick={goElsewhere}>
        {texts.goThere}
      </Button>
      <Button size="s" kind="quiet" onClick={stayHere}>
        {texts.stayHere}
      </Button>
    </div>
  );
}
