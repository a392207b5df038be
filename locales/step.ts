import { defineTexts } from './define-texts.ts';

/** What is said when the keys for the next mark and the one before were used, in somebody else's page. */
export const stepTexts = defineTexts({
  'zh-CN': {
    at: (at: number, all: number, quote: string) => `第 ${at} 条标注，共 ${all} 条：${quote}`,
    none: '这一页上没有找到标注',
  },
  en: {
    at: (at: number, all: number, quote: string) => `Mark ${at} of ${all}: ${quote}`,
    none: 'No mark was found on this page',
  },
});
