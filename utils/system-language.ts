import type { Language } from '../locales/define-texts.ts';

/** The first of the browser's languages that we have, else Chinese. The same for worker, pages and scripts in pages. */
export function systemLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-CN';
}
