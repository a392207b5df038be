import { browser } from 'wxt/browser';
import { elementTexts } from '../../locales/elements.ts';
import { call } from '../../utils/messages/call.ts';
import type { MarksState } from '../marks.content/state.ts';

/** In `browser.storage.local`: origins where the hint was shown. */
const HINTED_KEY = 'marks-hinted';

/** After the first mark on a site that is not switched on, once: a script in a page can't ask for a permission, but can say where to. */
export async function offerHint(state: MarksState): Promise<void> {
  const stored = (await browser.storage.local.get(HINTED_KEY))[HINTED_KEY];
  const hinted = Array.isArray(stored) ? stored.filter((origin) => typeof origin === 'string') : [];
  if (hinted.includes(location.origin) || (await call('page-article'))?.isSiteOn) return;
  state.hint.value = elementTexts[state.language].hint;
  await browser.storage.local.set({ [HINTED_KEY]: [...hinted, location.origin] });
}
