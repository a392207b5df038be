import { Crosshair } from 'lucide-preact';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './CorrectField.module.css';
import type { PickDoings, Picking } from './picking.ts';

/** Pointing at a value in the page, as the correction of one field needs it. */
export interface Pointing {
  /** Null while nothing of this field is pointed at. */
  picking: Picking | null;
  start: () => void;
  /** Left out where another view takes over. */
  doings?: Omit<PickDoings, 'start'>;
}

/** Lets the reader show in the page where the value stands. While that goes on, the arrows walk along the page's lines from here too. */
export function PointChoice({ pointing, label }: { pointing: Pointing; label: string }) {
  const texts = textsOf(correctionTexts);
  const { picking, start, doings } = pointing;
  const isPointing = picking?.status === 'pointing';
  const press = (event: KeyboardEvent) => {
    if (!isPointing || !doings || event.isComposing) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => doings.step(1),
      ArrowUp: () => doings.step(-1),
      Enter: doings.take,
      Escape: doings.cancel,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  return (
    <div class={styles.point}>
      <button
        type="button"
        class={styles.pointButton}
        aria-pressed={isPointing}
        onClick={() => (isPointing && doings ? doings.cancel() : start())}
        onKeyDown={press}
      >
        <Icon of={Crosshair} />
        <span>{isPointing ? texts.pointStop : texts.pointIt}</span>
      </button>
      <p class={styles.pointWords} role="status">
        {wordsOf(picking, label)}
      </p>
    </div>
  );
}

function wordsOf(picking: Picking | null, label: string): string {
  const texts = textsOf(correctionTexts);
  if (picking === null) return '';
  if (picking.status === 'failed') return texts.pointFailed;
  if (picking.status === 'picked') return texts.pointTaken(picking.place.text);
  if (!picking.isOver) return texts.pointNow(label);
  return picking.over === null ? texts.pointNothing(label) : texts.pointOver(picking.over);
}
