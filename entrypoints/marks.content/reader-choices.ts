import { browser } from 'wxt/browser';
import { markTexts } from '../../locales/marks.ts';
import { MARK_COLOURS } from '../../utils/library/library.ts';
import { LOOK_KEY, lookIn } from '../../utils/library/mark-looks.ts';
import type { MarksState } from './state.ts';

/** As the settings page leaves it in `browser.storage.local` (utils/appearance.ts). */
const KEY = 'single-keys';
const NAMES_KEY = 'mark-names';

/** Takes over whether single keys mark, what colours are called and what the last mark looked like, on whatever page that was; also when they change. Ends when all is known. */
export async function followChoices(state: MarksState, signal: AbortSignal): Promise<void> {
  const read = async () => {
    const kept = await browser.storage.local.get([KEY, LOOK_KEY, NAMES_KEY]);
    state.hasKeys.value = kept[KEY] !== 'off';
    [state.colour.value, state.style.value] = lookIn(kept[LOOK_KEY]);
    for (const colour of MARK_COLOURS) {
      const place = `colour${colour}` as const;
      state.texts[place] = String(Object(kept[NAMES_KEY])[place] ?? markTexts[state.language][place]);
    }
  };
  browser.storage.onChanged.addListener(read);
  // An updated extension leaves its old scripts without a runtime to remove the listener from.
  signal.addEventListener('abort', () => browser.storage?.onChanged?.removeListener(read));
  await read();
}

/** For the next mark, on any page. */
export async function keepLook({ colour, style }: MarksState): Promise<void> {
  try {
    await browser.storage.local.set({ [LOOK_KEY]: [colour.value, style.value] });
  } catch {
    // After an update nothing can be kept any more: it lasts as long as the page.
  }
}
