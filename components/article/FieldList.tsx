import { useId } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence, Field } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import { foundAt, timeWords } from './article-words.ts';
import { CorrectWord } from './CorrectWord.tsx';
import { fieldLabel } from './correction-words.ts';
import type { CorrectableFields, CorrectableName } from './corrections.ts';
import styles from './FieldList.module.css';

interface FieldListProps {
  fields: CorrectableFields;
  /** The list stands alone: the title is in it, and every 更正 shows. */
  isWhole?: boolean;
  onCorrect: (name: CorrectableName) => void;
}

/** Label, value, and where on the page it was found, or a word saying that the page doesn't have it; each can be corrected. */
export function FieldList({ fields, isWhole = false, onCorrect }: FieldListProps) {
  const texts = textsOf(popupTexts);
  const row = (name: CorrectableName, value: string | null) => (
    <Row name={name} value={value} evidence={fields[name].evidence} isWhole={isWhole} onCorrect={onCorrect} />
  );
  const list = (field: Field<string[]>) =>
    field.value && field.value.length > 0 ? field.value.join(texts.listSeparator) : null;
  return (
    <dl class={styles.list}>
      {isWhole && row('title', fields.title.value)}
      {row('category', fields.category.value)}
      {row('authors', list(fields.authors))}
      {row('source', fields.source.value)}
      {row('publishedAt', fields.publishedAt.value && timeWords(fields.publishedAt.value))}
      {row('summary', fields.summary.value)}
    </dl>
  );
}

interface RowProps {
  name: CorrectableName;
  value: string | null;
  evidence: Evidence | null;
  isWhole: boolean;
  onCorrect: (name: CorrectableName) => void;
}

function Row({ name, value, evidence, isWhole, onCorrect }: RowProps) {
  const texts = textsOf(popupTexts);
  const isLong = name === 'title' || name === 'summary';
  const valueId = useId();
  const isByHand = evidence?.source === 'reader';
  return (
    <div class={styles.row} data-correctable>
      <dt>{fieldLabel(name)}</dt>
      {value === null ? (
        <dd id={valueId} class={styles.absent}>
          {isByHand ? textsOf(correctionTexts).keptAbsent : texts.absent}
        </dd>
      ) : (
        <dd id={valueId} class={classes(styles.value, isLong && styles.long)} title={value} lang="zh-CN">
          {value}
        </dd>
      )}
      <dd>
        <CorrectWord
          name={name}
          valueId={valueId}
          isAbsent={value === null && !isByHand}
          place={evidence && foundAt(evidence)}
          isShown={isWhole}
          onCorrect={onCorrect}
        />
      </dd>
    </div>
  );
}
