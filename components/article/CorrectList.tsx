import { ChevronLeft } from 'lucide-preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import { Icon } from '../controls/Icon.tsx';
import styles from './CorrectField.module.css';
import type { CorrectableFields } from './corrections.ts';
import { type FieldDoings, FieldList } from './FieldList.tsx';
import popup from './Popup.module.css';
import { useEscape } from './use-escape.ts';

interface CorrectListProps {
  fields: CorrectableFields;
  address: Field<string>;
  doings: FieldDoings;
  onBack: () => void;
}

/** All that is kept of a saved article's particulars, each with its 更正. */
export function CorrectList({ fields, address, doings, onBack }: CorrectListProps) {
  const texts = textsOf(correctionTexts);
  const back = useRef<HTMLButtonElement>(null);
  useEscape(onBack);
  useLayoutEffect(() => back.current?.focus(), []);
  return (
    <main class={popup.main}>
      <div class={popup.scroll}>
        <div class={classes(styles.crumb, styles.alone)}>
          <button ref={back} type="button" class={styles.back} onClick={onBack}>
            <Icon of={ChevronLeft} />
            {texts.back}
          </button>
          <h1>{` · ${texts.whichItem}`}</h1>
        </div>
        <FieldList fields={fields} address={address} isWhole {...doings} />
      </div>
    </main>
  );
}
