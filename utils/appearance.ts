import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import * as z from 'zod/mini';
import { LANGUAGES, type Language } from '../locales/define-texts.ts';
import { systemLanguage } from './system-language.ts';

export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export const LANGUAGE_CHOICES = ['auto', ...LANGUAGES] as const;
export type LanguageChoice = (typeof LANGUAGE_CHOICES)[number];

/** Also the names in `browser.storage.local`, where scripts in pages and the background read them (mirror-appearance.ts). */
export const THEME_KEY = 'theme';
export const LANGUAGE_KEY = 'language';
export const SINGLE_KEYS_KEY = 'single-keys';
export const MARK_NAMES_KEY = 'mark-names';

/** Characters of a name that the reader gives to a colour of marks. */
export const LONGEST_MARK_NAME = 12;

const themeSchema = z.catch(z.enum(THEMES), 'auto');
const singleKeysSchema = z.catch(z.enum(['on', 'off']), 'on');
const languageSchema = z.catch(z.enum(LANGUAGE_CHOICES), 'auto');
const markName = z.optional(z.string().check(z.minLength(1), z.maxLength(LONGEST_MARK_NAME)));
const markNamesSchema = z.catch(
  z.object({ colour1: markName, colour2: markName, colour3: markName, colour4: markName, colour5: markName }),
  {},
);
/** The reader's own names for the colours of marks; of those that are missing ours hold. */
export type MarkNames = z.infer<typeof markNamesSchema>;

const chosenTheme = signal<Theme>(themeSchema.parse(read(THEME_KEY)));
const chosenLanguage = signal<LanguageChoice>(languageSchema.parse(read(LANGUAGE_KEY)));

const chosenKeys = signal(singleKeysSchema.parse(read(SINGLE_KEYS_KEY)));

const chosenNames = signal(parseNames(read(MARK_NAMES_KEY)));

export const markNames: ReadonlySignal<MarkNames> = chosenNames;

/** Whether single keys mark what is selected, here and in pages. */
export const hasSingleKeys: ReadonlySignal<boolean> = computed(() => chosenKeys.value === 'on');

/** What the reader chose; `auto` follows the system. Read from localStorage, so that a page paints right in its first frame. */
export const theme: ReadonlySignal<Theme> = chosenTheme;
export const languageChoice: ReadonlySignal<LanguageChoice> = chosenLanguage;

/** The language our texts are shown in. */
export const language: ReadonlySignal<Language> = computed(() =>
  chosenLanguage.value === 'auto' ? systemLanguage(navigator.languages) : chosenLanguage.value,
);

/**
 * Sets theme and language on `<html>` now and whenever they change, here or in another page of ours.
 * Called once by each page, before its first paint. Gives back a function that stops it.
 */
export function applyAppearance(): () => void {
  const listening = new AbortController();
  addEventListener('storage', follow, { signal: listening.signal });
  const stop = effect(() => {
    const root = document.documentElement;
    root.lang = language.value;
    if (chosenTheme.value === 'auto') delete root.dataset.theme;
    else root.dataset.theme = chosenTheme.value;
  });
  return () => {
    listening.abort();
    stop();
  };
}

export function setTheme(value: Theme): void {
  chosenTheme.value = value;
  write(THEME_KEY, value);
}

export function setLanguage(value: LanguageChoice): void {
  chosenLanguage.value = value;
  write(LANGUAGE_KEY, value);
}

export function setSingleKeys(isOn: boolean): void {
  chosenKeys.value = isOn ? 'on' : 'off';
  write(SINGLE_KEYS_KEY, chosenKeys.value);
}

/** Without a name the colour goes by ours again. */
export function setMarkName(colour: 1 | 2 | 3 | 4 | 5, name: string): void {
  const given = name.trim().slice(0, LONGEST_MARK_NAME) || undefined;
  chosenNames.value = { ...chosenNames.value, [`colour${colour}`]: given };
  write(MARK_NAMES_KEY, JSON.stringify(chosenNames.value));
}

/** The section's texts in the current language. A component that calls it is drawn anew when the language changes. */
export function textsOf<T>(section: Record<Language, T>): T {
  return section[language.value];
}

/** `storage` events come from other pages alone; our own changes are in the signals already. */
function follow(event: StorageEvent): void {
  if (event.key === THEME_KEY) chosenTheme.value = themeSchema.parse(event.newValue);
  if (event.key === SINGLE_KEYS_KEY) chosenKeys.value = singleKeysSchema.parse(event.newValue);
  if (event.key === MARK_NAMES_KEY) chosenNames.value = parseNames(event.newValue);
  if (event.key === LANGUAGE_KEY) chosenLanguage.value = languageSchema.parse(event.newValue);
}

function parseNames(text: string | null): MarkNames {
  try {
    return markNamesSchema.parse(JSON.parse(text ?? '{}'));
  } catch {
    return {}; // broken: ours
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // storage is switched off for this profile: follow the system
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage is switched off for this profile: the choice lasts as long as the page.
  }
}
