import { JSDOM } from 'jsdom';
import { indexText, type TextIndex } from '../../../utils/annotation/text-index.ts';
import { foldText } from '../../../utils/fold-text.ts';
import { inferVisibility } from '../../infer-visibility.ts';
import { FollowedText } from './followed-text.ts';
import { type Paragraph, paragraphsOf, textOf } from './paragraphs.ts';

/** A page to be edited: as it was parsed, with what is followed through its edits. */
export interface Page {
  name: string;
  isChinese: boolean;
  body: HTMLElement;
  index: TextIndex;
  followed: FollowedText;
  /** The article's paragraphs. */
  paragraphs: Paragraph[];
}

/** Fewer characters are a label or a link, not a paragraph, unless the article is known to hold them. */
const LEAST_PARAGRAPH = 20;

/** `articleText` is the article's text as it was labelled: what passages are taken from. Null when the page holds too little of it. */
export function openPage(name: string, html: string, articleText: string, isChinese: boolean): Page | null {
  const { body } = inferVisibility(new JSDOM(html).window.document);
  const index = indexText(body);
  const all = paragraphsOf(body, new Set(index.nodes));
  const article = foldText(articleText).text;
  const labelled = all.filter((paragraph) => {
    const text = foldText(textOf(paragraph)).text;
    return text.length >= 8 && article.includes(text);
  });
  const long = all.filter((paragraph) => textOf(paragraph).trim().length >= LEAST_PARAGRAPH);
  const paragraphs = labelled.length >= 3 ? labelled : long;
  if (paragraphs.length < 3) return null;
  return { name, isChinese, body, index, followed: new FollowedText(body), paragraphs };
}
