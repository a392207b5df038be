import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence, Field, ReadingFields } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import { placeWords, timeWords } from './article-words.ts';
import styles from './FieldList.module.css';

/** Label, value, and where on the page it was found, or a word saying that the page doesn't have it. */
export function FieldList({ fields }: { fields: ReadingFields }) {
  const texts = textsOf(popupTexts);
  const list = (field: Field<string[]>) =>
    field.value && field.value.length > 0 ? field.value.join(texts.listSeparator) : null;
  return (
    <dl class={styles.list}>
      <Row label={texts.category} value={fields.category.value} evidence={fields.category.evidence} />
      <Row label={texts.authors} value={list(fields.authors)} evidence={fields.authors.evidence} />
      <Row label={texts.source} value={fields.source.value} evidence={fields.source.evidence} />
      <Row
        label={texts.publishedAt}
        value={fields.publishedAt.value && timeWords(fields.publishedAt.value)}
        evidence={fields.publishedAt.evidence}
      />
      <Row label={texts.summary} value={fields.summary.value} evidence={fields.summary.evidence} isLong />
    </dl>
  );
}

interface RowProps {
  label: string;
  value: string | null;
  evidence: Evidence | null;
  isLong?: boolean;
}

function Row({ label, value, evidence, isLong }: RowProps) {
  const texts = textsOf(popupTexts);
  const place = value !== null && evidence ? placeWords(evidence.source) : null;
  return (
    <div class={styles.row}>
      <dt>{label}</dt>
      {value === null ? (
        <dd class={styles.absent}>{texts.absent}</dd>
      ) : (
        <dd class={classes(styles.value, isLong && styles.long)} title={value} lang="zh-CN">
          {value}
        </dd>
      )}
      {place && evidence && (
        <dd class={styles.place} title={texts.foundIn(place, evidence.text)}>
          {place}
        </dd>
      )}
    </div>
  );
}
