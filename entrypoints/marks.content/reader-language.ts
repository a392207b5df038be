import { browser } from 'wxt/browser';
import type { Language } from '../../locales/define-texts.ts';
import { systemLanguage } from '../../utils/system-language.ts';

/** The reader's language: as chosen in settings, else the browser's. Read by hand, as a schema library is too much for a script in a page. */
export async function readerLanguage(): Promise<Language> {
  const { language } = await browser.storage.local.get('language');
  return language === 'zh-CN' || language === 'en' ? language : systemLanguage(navigator.languages);
}
