import { defineTexts } from './define-texts.ts';

/** Of where a mark stands now, in somebody else's page: what is asked about a likely place, and how the reader gives another one. */
export const reattachTexts = defineTexts({
  'zh-CN': {
    doubtful: '疑似位置',
    doubtfulWhy: '当时标的文字与这里不同',
    doubtfulSame: '文字一样，前后文变了',
    doubtfulImage: '也许是这张',
    rightHere: '就是这里',
    elsewhere: '不是，另选位置',
    attachHere: '附着到这里',
    selectAnew: '在页面上选中这条标注现在的位置',
    cancel: '先不选',
    moved: '标注移到了这里',
    takenBack: '标注回到了原处',
  },
  en: {
    doubtful: 'Likely place',
    doubtfulWhy: 'The words that were marked differ from these',
    doubtfulSame: 'The words are the same, those around them changed',
    doubtfulImage: 'Perhaps this one',
    rightHere: 'It is here',
    elsewhere: 'No, choose another place',
    attachHere: 'Attach here',
    selectAnew: 'Select where this mark stands now',
    cancel: 'Not now',
    moved: 'The mark stands here now',
    takenBack: 'The mark is back where it was',
  },
});

export type ReattachTexts = (typeof reattachTexts)['zh-CN'];
