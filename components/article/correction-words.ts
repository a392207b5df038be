import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { CorrectableName } from './corrections.ts';

/** All that the views show of an article; the address is shown alone, since the article is known by it. */
export type ShownName = CorrectableName | 'canonicalAddress';

/** The field's name as it stands before its value. */
export function fieldLabel(name: ShownName): string {
  switch (name) {
    case 'title':
      return textsOf(correctionTexts).title;
    case 'category':
    case 'authors':
    case 'source':
    case 'publishedAt':
    case 'summary':
      return textsOf(popupTexts)[name];
    default:
      return textsOf(evidenceTexts)[name];
  }
}
