import { Check, TriangleAlert } from 'lucide-preact';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { showToast } from '../controls/toasts.ts';
import { type Cited, citationOf } from './citation.ts';

/** Puts the article's citation on the clipboard and says so. Called within the reader's click. */
export async function copyCitation(article: Cited): Promise<void> {
  const texts = textsOf(popupTexts);
  const citation = citationOf(article, Date.now());
  try {
    await navigator.clipboard.writeText(citation);
    showToast({ text: texts.citationCopied, icon: Check });
  } catch {
    showToast({ text: texts.citationNotCopied, icon: TriangleAlert });
  }
}
