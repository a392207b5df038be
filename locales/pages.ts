import { defineTexts } from './define-texts.ts';

/** Of articles that are split over several pages. `numbers` are those of pages, as 2, 4–6. */
export const pagesTexts = defineTexts({
  'zh-CN': {
    ahead: '全文不止这一页，收藏时一并读完。',
    reading: (page: number, total: number) => `正在读第 ${page} 页，共 ${total} 页`,
    stop: '停在这里',
    stopHint: '读到的都会存下',
    failed: (numbers: string) => `第 ${numbers} 页没有读到。读到的都已存好。`,
    stopped: (numbers: string) => `读到一半停下了，还缺第 ${numbers} 页。读到的都已存好。`,
    limit: (numbers: string) => `文章太长，只存了前面一部分，还缺第 ${numbers} 页。`,
    unread: (numbers: string) => `还缺第 ${numbers} 页。`,
    retry: '重试',
    readOn: '接着读',
    missing: (numbers: string) => `缺第 ${numbers} 页`,
    complete: '打开原文再收藏一次，就会补上。',
    original: '原文',
    separator: '、',
  },
  en: {
    ahead: 'The article goes on; saving reads all of its pages.',
    reading: (page: number, total: number) => `Reading page ${page} of ${total}`,
    stop: 'Stop here',
    stopHint: 'What was read is saved',
    failed: (numbers: string) => `${pagesOf('Page', numbers)} could not be read. What was read is saved.`,
    stopped: (numbers: string) =>
      `Stopped: ${pagesOf('page', numbers)} still missing. What was read is saved.`,
    limit: (numbers: string) =>
      `Too long: only its first part is saved, without ${pagesOf('page', numbers)}.`,
    unread: (numbers: string) => `Still missing: ${pagesOf('page', numbers)}.`,
    retry: 'Try again',
    readOn: 'Read on',
    missing: (numbers: string) => `${pagesOf('page', numbers)} missing`,
    complete: 'Open the original and save it once more to complete it.',
    original: 'Original',
    separator: ', ',
  },
});

const pagesOf = (word: string, numbers: string) => `${word}${/\D/.test(numbers) ? 's' : ''} ${numbers}`;
