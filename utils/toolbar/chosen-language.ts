import * as z from 'zod/mini';
import { LANGUAGES, type Language } from '../../locales/define-texts.ts';
import { browser } from '../browser.ts';
import { systemLanguage } from '../system-language.ts';

const storedSchema = z.object({ language: z.catch(z.enum(['auto', ...LANGUAGES]), 'auto') });

/** What the reader chose in settings, which pages keep in storage.local for us; else the browser's own language. */
export async function chosenLanguage(): Promise<Language> {
  const { language } = storedSchema.parse(await browser.storage.local.get('language'));
  if (language !== 'auto') return language;
  return systemLanguage(navigator.languages);
}
