import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence } from '../../utils/article/reading.ts';

/** The kind of place on the page where a value was found. */
export function placeWords(source: Evidence['source']): string {
  const texts = textsOf(popupTexts);
  const words: Record<Evidence['source'], string> = {
    label: texts.fromLabel,
    byline: texts.fromByline,
    breadcrumb: texts.fromBreadcrumb,
    heading: texts.fromHeading,
    'document-title': texts.fromDocumentTitle,
    meta: texts.fromMeta,
    'structured-data': texts.fromStructuredData,
    body: texts.fromBody,
    address: texts.fromAddress,
    reader: texts.fromReader,
  };
  return words[source];
}

/** The place's name, and the words that were found there. */
export function foundAt({ source, text }: Evidence): { name: string; words: string } {
  const name = placeWords(source);
  return { name, words: source === 'reader' ? name : textsOf(popupTexts).foundIn(name, text) };
}

/** `2023-12-29T10:30+08:00` as `2023-12-29 10:30`: the page's own clock, in the precision the page gave. */
export function timeWords(publishedAt: string): string {
  return publishedAt.slice(0, 16).replace('T', ' ');
}

/** `11.20`, beside a seal or a title in a short list. */
export function shortDate(time: number): string {
  const date = new Date(time);
  return `${date.getMonth() + 1}.${String(date.getDate()).padStart(2, '0')}`;
}

/** `2026-11-20`, in the reader's own time zone. */
export function fullDate(time: number): string {
  const date = new Date(time);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** How far the reader has come: 还没读, 读到 62%, 读完. `position` is 0–1. */
export function positionWords(position: number): string {
  const texts = textsOf(popupTexts);
  const percent = Math.round(position * 100);
  if (percent <= 0) return texts.unread;
  return percent >= FINISHED ? texts.finished : texts.readTo(percent);
}

/** What the button to the reader says, as far as the reader has come. */
export function readWord(position: number): string {
  const texts = textsOf(popupTexts);
  const percent = Math.round(position * 100);
  if (percent <= 0) return texts.startReading;
  return percent >= FINISHED ? texts.readOnceMore : texts.keepReading;
}

/** Per cent: the last lines of a page are seldom scrolled to the very end. */
const FINISHED = 98;
