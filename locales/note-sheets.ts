import { defineTexts } from './define-texts.ts';

/** Of the marks that were not found, and of a note that was written twice, in somebody else's page. */
export const noteSheetTexts = defineTexts({
  'zh-CN': {
    lost: '未找到',
    lostWhy: '这一段已不在页面上',
    reattach: '选一段，重新附着',
    close: '收起',
    twoNotes: '两份笔记',
    conflict: '同一条笔记，在两台设备上各改了一次。没选之前，两份都在。',
    takeThis: '用这份',
    takeBoth: '两份合在一起',
  },
  en: {
    lost: 'Not found',
    lostWhy: 'This passage is no longer on the page',
    reattach: 'Select a passage to re-attach',
    close: 'Close',
    twoNotes: 'Two notes',
    conflict: 'Edited on two devices. Until you choose, both are kept.',
    takeThis: 'Use this one',
    takeBoth: 'Join both',
  },
});
