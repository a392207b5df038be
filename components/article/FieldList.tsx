import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import { timeWords } from './article-words.ts';
import { CorrectWord } from './CorrectWord.tsx';
import { type ChosenField, isByHand, isEmpty } from './choices.ts';
import { fieldLabel, type ShownName } from './correction-words.ts';
import {
  type CorrectableFields,
  type CorrectableName,
  type CorrectionValue,
  MAIN_FIELDS,
  MORE_FIELDS,
} from './corrections.ts';
import { EvidenceLine } from './EvidenceLine.tsx';
import styles from './FieldList.module.css';
import { PlaceButton } from './PlaceButton.tsx';
import type { AskedPlace } from './popup-state.ts';
import { typedOf } from './typed-value.ts';

export interface FieldDoings {
  onCorrect: (name: CorrectableName) => void;
  /** Keeps another value at once; gives whether it was kept. */
  onTake: (name: CorrectableName, value: CorrectionValue) => Promise<boolean>;
  /** Puts back a field as it was before that; gives whether it was kept. */
  onUndoTake: (name: CorrectableName, before: ChosenField) => Promise<boolean>;
  onShow: (name: ShownName) => void;
  /** The place that was asked for last. */
  place: AskedPlace | null;
}

interface FieldListProps extends FieldDoings {
  fields: CorrectableFields;
  /** By which the article is known. */
  address: Field<string>;
  /** The list stands alone: the title is in it, and every 更正 shows. */
  isWhole?: boolean;
  /** Below the summary's row, the last of those that show at once. */
  children?: ComponentChildren;
}

/** Label, value, and where on the page it was found, or a word saying that the page doesn't have it; each can be shown and corrected. */
export function FieldList({ fields, address, isWhole = false, children, ...doings }: FieldListProps) {
  const texts = textsOf(evidenceTexts);
  const rows = (names: readonly CorrectableName[]) =>
    names.map((name) => <Row key={name} name={name} field={fields[name]} isWhole={isWhole} {...doings} />);
  const more = [...MORE_FIELDS, 'canonicalAddress'] as const;
  return (
    <div class={styles.fields}>
      <dl class={styles.list}>{rows([...(isWhole ? ['title' as const] : []), ...MAIN_FIELDS])}</dl>
      {children}
      <details
        class={styles.more}
        onToggle={({ currentTarget }) =>
          currentTarget.open && currentTarget.scrollIntoView({ block: 'nearest' })
        }
      >
        <summary>
          <span>{texts.more}</span>
          <span class={styles.names}>{more.map(fieldLabel).join(textsOf(popupTexts).listSeparator)}</span>
        </summary>
        <dl class={styles.list}>
          {rows(MORE_FIELDS)}
          <Row name="canonicalAddress" field={address} isWhole={isWhole} {...doings} />
        </dl>
      </details>
    </div>
  );
}

interface RowProps extends FieldDoings {
  name: ShownName;
  field: ChosenField;
  isWhole: boolean;
}

function Row({ name, field, isWhole, place, onCorrect, onShow, ...taking }: RowProps) {
  const [valueId, lineId] = [useId(), useId()];
  const isLong = name === 'title' || name === 'summary';
  const value = shownValue(name, field);
  const isOpen = place?.name === name;
  const where = <PlaceButton name={name} field={field} isOpen={isOpen} lineId={lineId} onShow={onShow} />;
  return (
    <div class={styles.row} data-correctable>
      <dt>{fieldLabel(name)}</dt>
      {value === null ? (
        <dd id={valueId} class={styles.absent}>
          {absentWords(field)}
        </dd>
      ) : (
        <dd id={valueId} class={classes(styles.value, isLong && styles.long)} title={value} lang="zh-CN">
          {value}
        </dd>
      )}
      <dd>
        {name === 'canonicalAddress' ? (
          where
        ) : (
          <CorrectWord
            name={name}
            valueId={valueId}
            isAbsent={value === null && !isByHand(field)}
            isShown={isWhole}
            onCorrect={onCorrect}
          >
            {where}
          </CorrectWord>
        )}
      </dd>
      {isOpen && place.status !== 'asking' && (
        <dd class={styles.line}>
          <EvidenceLine id={lineId} name={name} field={field} status={place.status} taking={taking} />
        </dd>
      )}
    </div>
  );
}

function shownValue(name: ShownName, { value }: ChosenField): string | null {
  if (value === null || isEmpty(value)) return null;
  if (typeof value === 'boolean') return typedOf(value);
  if (typeof value !== 'string')
    return value.join(name === 'breadcrumb' ? ' › ' : textsOf(popupTexts).listSeparator);
  return name === 'publishedAt' || name === 'updatedAt' ? timeWords(value) : value;
}

function absentWords(field: ChosenField): string {
  if (isByHand(field)) return textsOf(correctionTexts).keptAbsent;
  if (field.rule === 'applied') return textsOf(evidenceTexts).emptyByRule;
  return textsOf(popupTexts).absent;
}
