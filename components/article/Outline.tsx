import type { ComponentChildren } from 'preact';
import { popupTexts } from '../../locales/popup.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { OutlineItem } from '../../utils/article/reading.ts';
import { classes } from '../controls/classes.ts';
import styles from './Outline.module.css';

interface OutlineProps {
  outline: readonly OutlineItem[];
  characters: number;
  minutes: number;
  /** Headings alone are left out where there is no room for them; a click shows them. */
  isFolded: boolean;
  /** Shows the heading in the page; without it the rows are only read. */
  onGo?: (item: OutlineItem) => void;
}

/** Length and reading time, and the headings; the reader can fold them away. */
export function Outline({ outline, characters, minutes, isFolded, onGo }: OutlineProps) {
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
        {numbered(outline).map(({ item, number, words }) => (
          <li key={item.id}>
            <Row isTop={item.level === top} onGo={onGo && (() => onGo(item))}>
              <span class={styles.number}>{number}</span>
              <span>{words}</span>
            </Row>
          </li>
        ))}
      </ol>
    </details>
  );
}

interface RowProps {
  isTop: boolean;
  onGo: (() => void) | undefined;
  children: ComponentChildren;
}

function Row({ isTop, onGo, children }: RowProps) {
  const look = isTop ? styles.section : styles.part;
  if (!onGo) return <div class={look}>{children}</div>;
  return (
    <button type="button" class={classes(look, styles.go)} onClick={onGo}>
      {children}
    </button>
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
function numbered(outline: readonly OutlineItem[]): { item: OutlineItem; number: string; words: string }[] {
  const top = topLevel(outline);
  const isNumbered = outline.some((item) => item.level === top && OWN_NUMBER.test(item.text));
  let count = 0;
  return outline.map((item) => {
    const words = item.text;
    if (item.level !== top) return { item, number: '', words };
    count += 1;
    const own = OWN_NUMBER.exec(item.text);
    if (!own) return { item, number: isNumbered ? '' : String(count).padStart(2, '0'), words };
    const number = own[1] ?? own[2] ?? own[3] ?? '';
    return { item, number, words: words.slice(own[0].length) };
  });
}

function topLevel(outline: readonly OutlineItem[]): number {
  return Math.min(...outline.map((item) => item.level));
}
