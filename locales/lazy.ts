import { defineTexts } from './define-texts.ts';

/** Where a part of a page could not be loaded. */
export const lazyTexts = defineTexts({
  'zh-CN': {
    failed: '这一部分没能打开，书库没有变动。扩展可能刚刚更新过，重新打开这一页就好。',
    again: '重新打开',
  },
  en: {
    failed:
      'This part could not be opened; your library is unchanged. The extension may just have been updated: open this page again.',
    again: 'Open again',
  },
});
