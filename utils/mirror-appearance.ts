import { effect } from '@preact/signals';
import {
  hasSingleKeys,
  LANGUAGE_KEY,
  languageChoice,
  MARK_NAMES_KEY,
  markNames,
  SINGLE_KEYS_KEY,
  THEME_KEY,
  theme,
} from './appearance.ts';
import { browser } from './browser.ts';

/**
 * Keeps theme, language, the names of marks and whether single keys mark in `browser.storage.local` as well, for scripts in pages and the background, which have no
 * localStorage of ours. Called by the pages where they can be changed. Gives back a function that stops it.
 */
export function mirrorAppearance(): () => void {
  return effect(() => {
    void browser.storage.local.set({
      [THEME_KEY]: theme.value,
      [LANGUAGE_KEY]: languageChoice.value,
      [MARK_NAMES_KEY]: markNames.value,
      [SINGLE_KEYS_KEY]: hasSingleKeys.value ? 'on' : 'off',
    });
  });
}
