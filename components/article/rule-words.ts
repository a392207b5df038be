import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { RuleTake } from '../../utils/sites/site-rule.ts';
import { placeWords } from './article-words.ts';

/** A path of element names tells a reader nothing. */
const LONGEST_SELECTOR = 40;

/** Where a rule takes a value from, as it stands within a sentence: “稿源”后面. */
export function whereWords(take: RuleTake): string {
  const texts = textsOf(evidenceTexts);
  switch (take.from) {
    case 'label':
      return texts.whereLabel(take.word);
    case 'element': {
      const place = placeWords(take.place);
      if (take.before !== undefined) return texts.whereBefore(place, take.before.trim());
      if (take.part !== undefined) return texts.wherePart(place, take.part + 1);
      return take.selector.length > LONGEST_SELECTOR ? place : texts.whereElement(place, take.selector);
    }
    case 'meta':
      return texts.whereNamed(placeWords('meta'), take.name);
    case 'structured-data':
      return texts.whereNamed(placeWords('structured-data'), take.key);
    case 'source':
      return placeWords(take.source);
    case 'text':
      return texts.whereText(take.text);
    case 'nothing':
      return texts.whereNothing;
  }
}

/** What a rule would do from now on, before it is kept. */
export function alwaysWords(take: RuleTake, site: string, label: string): string {
  const texts = textsOf(evidenceTexts);
  if (take.from === 'text') return texts.alwaysText(site, label, take.text);
  if (take.from === 'nothing') return texts.alwaysEmpty(site, label);
  return texts.always(site, label, whereWords(take));
}
