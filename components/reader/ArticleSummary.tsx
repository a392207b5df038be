import { summaryTexts } from '../../locales/summary.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Summary } from '../summary/Summary.tsx';
import styles from './MarkedText.module.css';

interface ArticleSummaryProps {
  own: string | null;
  /** Undefined while it is being made. */
  made: string | null | undefined;
  /** Beside the text; else folded above it, so that the text stays where it is when the summary comes. */
  isBeside: boolean;
}

export function ArticleSummary({ own, made, isBeside }: ArticleSummaryProps) {
  const texts = textsOf(summaryTexts);
  if (isBeside) {
    return (
      <div class={styles.summary}>
        <Summary own={own} made={made ?? null} />
      </div>
    );
  }
  return (
    <details class={styles.folded} hidden={own === null && made === null}>
      <summary title={own === null ? texts.madeHint : undefined}>
        {own === null ? texts.made : texts.own}
      </summary>
      <p>{own ?? made}</p>
    </details>
  );
}
