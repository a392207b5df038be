import { popupTexts } from '../../locales/popup.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { OutlineItem } from '../../utils/article/reading.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  outline: readonly OutlineItem[];
  characters: number;
  minutes: number;
  /** Headings alone are left out where there is no room for them; a click shows them. */
  isFolded: boolean;
}

/** Length and reading time, and the headings; the reader can fold them away. */
export function Outline({ outline, characters, minutes, isFolded }: OutlineProps) {
  const texts = textsOf(popupTexts);
  const sizes = sizeWords(outline, characters, minutes);
  const top = topLevel(outline);
  if (outline.length === 0) {
    return (
      <p class={styles.head}>
        <span class={styles.label}>{texts.noOutline}</span>
        <span class={styles.sizes}>{sizes}</span>
      </p>
    );
  }
  return (
    <details class={styles.outline} open={!isFolded}>
      <summary class={styles.head}>
        <span class={styles.label}>{texts.outline}</span>
        <span class={styles.sizes}>{sizes}</span>
      </summary>
      <ol class={styles.list} lang="zh-CN">
        {numbered(outline).map(({ item, number }) => (
          <li key={item.id} class={item.level === top ? styles.section : styles.part}>
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

/** A number that a heading begins with: `01向上生长`, `2. 座席`, `一、试点`. A lone digit before a word (`5种方法`) is part of the sentence. */
const OWN_NUMBER = /^(?:(0\d)[、.．\s]*|(\d{1,2})[、.．\s]+|([一二三四五六七八九十]{1,3})、\s*)(?=\S)/;

/** Sections keep the numbers they have on the page; where none has one, they count from 01. */
function numbered(outline: readonly OutlineItem[]): { item: OutlineItem; number: string }[] {
  const top = topLevel(outline);
  const isNumbered = outline.some((item) => item.level === top && OWN_NUMBER.test(item.text));
  let count = 0;
  return outline.map((item) => {
    if (item.level !== top) return { item, number: '' };
    count += 1;
    const own = OWN_NUMBER.exec(item.text);
    if (!own) return { item, number: isNumbered ? '' : String(count).padStart(2, '0') };
    const number = own[1] ?? own[2] ?? own[3] ?? '';
    return { item: { ...item, text: item.text.slice(own[0].length) }, number };
  });
}

function topLevel(outline: readonly OutlineItem[]): number {
  return Math.min(...outline.map((item) => item.level));
}
