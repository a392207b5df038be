import { popupTexts } from '../../locales/popup.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { OutlineItem } from '../../utils/article/reading.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  outline: readonly OutlineItem[];
  characters: number;
  minutes: number;
}

/** Length and reading time, and the headings; the reader can fold them away. */
export function Outline({ outline, characters, minutes }: OutlineProps) {
  const texts = textsOf(popupTexts);
  const sizes = sizeWords(outline, characters, minutes);
  if (outline.length === 0) {
    return (
      <p class={styles.head}>
        <span class={styles.label}>{texts.noOutline}</span>
        <span class={styles.sizes}>{sizes}</span>
      </p>
    );
  }
  return (
    <details class={styles.outline} open>
      <summary class={styles.head}>
        <span class={styles.label}>{texts.outline}</span>
        <span class={styles.sizes}>{sizes}</span>
      </summary>
      <ol class={styles.list} lang="zh-CN">
        {numbered(outline).map(({ item, number }) => (
          <li key={item.id} class={number ? styles.section : styles.part}>
            <span class={styles.number}>{number}</span>
            <span>{item.text}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}

function sizeWords(outline: readonly OutlineItem[], characters: number, minutes: number): string {
  const texts = textsOf(popupTexts);
  const top = topLevel(outline);
  const sections = outline.filter((item) => item.level === top).length;
  const count = new Intl.NumberFormat(language.value).format(characters);
  return [
    texts.characters(count),
    texts.minutes(minutes),
    ...(sections > 0 ? [texts.sections(sections, outline.length - sections)] : []),
  ].join(' · ');
}

/** Sections count on from 01; the number that the heading itself begins with is not said twice. */
function numbered(outline: readonly OutlineItem[]): { item: OutlineItem; number: string }[] {
  const top = topLevel(outline);
  let count = 0;
  return outline.map((item) => {
    if (item.level !== top) return { item, number: '' };
    count += 1;
    const number = String(count).padStart(2, '0');
    const text = item.text.replace(new RegExp(`^0?${count}(?=[^\\d年月日%％])[.．、\\s]*`), '');
    return { item: { ...item, text: text || item.text }, number };
  });
}

function topLevel(outline: readonly OutlineItem[]): number {
  return Math.min(...outline.map((item) => item.level));
}
