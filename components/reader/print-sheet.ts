import { h, render } from 'preact';
import { readerTexts } from '../../locales/reader.ts';
import { readingTexts } from '../../locales/reading.ts';
import { isPicture } from '../../utils/annotation/describe-element.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { hasMarkup } from '../../utils/markdown/has-markup.ts';
import { markName } from '../controls/MarkShape.tsx';
import { markWords } from '../controls/mark-words.ts';
import { dayName, publishedName } from '../library/times.ts';
import { markdownAtHand } from '../note/load-markdown.ts';
import noteSheet from '../note/note-text.css?inline';
import { PRINT_PAGE, PRINT_SHEET } from './print-style.ts';
import type { PlacedMark } from './use-marks-in-frame.ts';
import { wrapRanges } from './wrap-ranges.ts';

interface Printed {
  article: Article;
  /** The article's element in the frame. */
  root: HTMLElement;
  placed: readonly PlacedMark[];
}

/**
 * The article as it is printed: title and origin, the whole text, its marks with numbers, and what they say as notes at the end. A frame would be printed as high as
 * it stands on the screen, cut wherever a page ends. It stands in a shadow root, so that neither its ids nor its styles meet ours. Gives back what takes it
 * away.
 */
export function openPrintSheet({ article, root, placed }: Printed): () => void {
  const host = document.createElement('div');
  host.dataset.print = '';
  const sheet = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = PRINT_SHEET + noteSheet;
  const marks = inOrder(placed);
  sheet.append(style, head(article), textOf(root, marks), ...notes(article, marks));
  const page = new CSSStyleSheet();
  page.replaceSync(PRINT_PAGE);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, page];
  document.body.append(host);
  return () => {
    host.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== page);
  };
}

function inOrder(placed: readonly PlacedMark[]): PlacedMark[] {
  const compare = ({ range: a }: PlacedMark, { range: b }: PlacedMark) => {
    if (!a || !b) return a ? -1 : b ? 1 : 0;
    return a.compareBoundaryPoints(Range.END_TO_END, b);
  };
  return [...placed].sort(compare);
}

function head(article: Article): HTMLElement {
  const texts = textsOf(readerTexts);
  const { title, category, source, authors, publishedAt, address, savedAt } = article;
  const meta = [
    category,
    source,
    authors.join('、') || texts.authorMissing,
    publishedAt && publishedName(publishedAt, language.value),
  ].filter(Boolean);
  const saved = textsOf(readingTexts).printSaved(dayName(savedAt, language.value, 0));
  return element('header', {}, [
    element('p', { class: 'meta' }, [meta.join(' · ')]),
    element('h1', { lang: 'zh-CN' }, [title]),
    element('p', { class: 'origin' }, [`${address} · ${saved}`]),
  ]);
}

/** A copy of the text that stands in the frame, with its images as they are drawn there. */
function textOf(root: HTMLElement, marks: readonly PlacedMark[]): HTMLElement {
  const copy = document.importNode(root, true);
  copy.lang = 'zh-CN';
  const ranges = marks.map(({ range }) => range);
  const copies = [...copy.querySelectorAll('*')];
  const elements = [...root.querySelectorAll('*')];
  const pictureOf = ({ range }: PlacedMark) => {
    const element = range && elementOf(range);
    return element && isPicture(element.localName) ? copies[elements.indexOf(element)] : undefined;
  };
  // A picture has no text that could be wrapped.
  const pictured = marks.map(pictureOf);
  const numberOf = (at: number) =>
    element('sup', { class: `number c${marks[at]?.mark.colour}` }, [String(at + 1)]);
  wrapRanges(root, copy, ranges, {
    wrap: (at) => {
      const { mark, status } = marks[at] ?? {};
      const look = status === 'doubtful' ? 'doubtful' : mark?.style;
      return element('span', { class: `mark ${look} c${mark?.colour}` }, []);
    },
    after: numberOf,
  });
  for (const [at, picture] of pictured.entries()) picture?.after(numberOf(at));
  return copy;
}

function notes(article: Article, marks: readonly PlacedMark[]): HTMLElement[] {
  const texts = textsOf(readingTexts);
  const parts: HTMLElement[] = [];
  if (marks.length > 0) {
    parts.push(
      element('section', { class: 'notes' }, [
        element('h2', {}, [texts.printNotes]),
        element('ol', {}, marks.map(noteOf)),
      ]),
    );
  }
  if (article.note.text !== '') {
    parts.push(
      element('section', { class: 'notes' }, [
        element('h2', {}, [texts.printArticleNote]),
        noteText(article.note.text),
      ]),
    );
  }
  return parts;
}

function noteOf({ mark, range }: PlacedMark): HTMLElement {
  const texts = textsOf(readingTexts);
  const tags = mark.tags.map(({ name }) => `#${name}`).join(' ');
  const about = [markName(mark.colour), range ? '' : texts.printLost, tags].filter(Boolean).join(' · ');
  return element('li', {}, [
    element('p', { class: 'quote', lang: 'zh-CN' }, [`“${shortened(markWords(mark))}”`]),
    ...(mark.note.text === '' ? [] : [noteText(mark.note.text)]),
    element('p', { class: 'about' }, [about]),
  ]);
}

function noteText(text: string): HTMLElement {
  const made = element('div', { class: 'note-text hand' }, []);
  const Markdown = hasMarkup(text) ? markdownAtHand() : null;
  if (Markdown) render(h(Markdown, { text }), made);
  else made.append(text);
  return made;
}

/** A long passage stands whole in the text above; its two ends tell which it is. */
function shortened(quote: string): string {
  const characters = [...quote];
  return characters.length <= 80
    ? quote
    : `${characters.slice(0, 50).join('')} …… ${characters.slice(-20).join('')}`;
}

function element(name: string, attributes: Record<string, string>, content: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...content);
  return made;
}
