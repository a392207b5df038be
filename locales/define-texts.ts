export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

type Text = string | ((...values: never[]) => string);

/**
 * One subject's sentences, Chinese and English side by side, so that neither can lack one. A sentence that holds a number or a name is a
 * function. Our own rather than `browser.i18n`, because the reader chooses the language in settings and that one can't be switched.
 */
export function defineTexts<T extends Record<string, Text>>(texts: {
  'zh-CN': T;
  en: { [Key in keyof T]: T[Key] extends string ? string : T[Key] };
}): Record<Language, { [Key in keyof T]: T[Key] extends string ? string : T[Key] }> {
  const chinese = texts['zh-CN'] as { [Key in keyof T]: T[Key] extends string ? string : T[Key] };
  return { 'zh-CN': chinese, en: texts.en };
}
