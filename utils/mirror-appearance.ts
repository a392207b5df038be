import { effect } from '@preact/signals';
import { LANGUAGE_KEY, languageChoice, THEME_KEY, theme } from './appearance.ts';
import { browser } from './browser.ts';

/**
 * Keeps theme and language in `browser.storage.local` as well, for scripts in pages and the background, which have no
 * localStorage of ours. Called by the pages where they can be changed. Gives back a function that stops it.
 */
export function mirrorAppearance(): () => void {
  return effect(() => {
    void browser.storage.local.set({ [THEME_KEY]: theme.value, [LANGUAGE_KEY]: languageChoice.value });
  });
}
