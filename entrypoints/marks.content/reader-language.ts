import { browser } from 'wxt/browser';
import type { Language } from '../../locales/define-texts.ts';
import { systemLanguage } from '../../utils/system-language.ts';

/** The reader's language: as chosen in settings, else the browser's. */
export async function readerLanguage(): Promise<Language> {
  const { language } = await browser.storage.local.get('language');
  if (language === 'zh-CN' || language === 'en') return language;
  return systemLanguage(navigator.languages);
}
