/** What editors and page builders put on a page, in our own words. */
export const ADDED_PARAGRAPHS = {
  zh: [
    '本报补充：文中提到的办法将在下个季度继续试行，届时另行公布结果，读者可以来信询问。',
    '同日，多家单位表示愿意提供场地，具体安排由各地自行商定，不设统一的时间表。',
    '据了解，相关部门已经着手整理去年的记录，预计年底之前完成，并向社会公开。',
    '编辑在整理稿件时核对了受访者的说法，个别数字以受访者最后一次确认的为准。',
    '这一做法在邻近的几座城市里也有过先例，效果不一，意见也不一致。',
  ],
  other: [
    'Update: the measures described here will be tried for another quarter, and the outcome will be published then.',
    'On the same day several groups said they could offer rooms; each town is to make its own arrangements.',
    'Officials are said to be sorting last year’s records, a task they expect to finish before winter.',
    'While preparing this story the desk checked what was said; figures are those confirmed last by the people quoted.',
    'Neighbouring cities have tried the same before, with mixed results and little agreement about why.',
  ],
};
export const EDITORS_NOTE = {
  zh: '编者按：本文发表后略有修订，标题与个别段落有所调整。',
  other:
    'Editor’s note: this article was revised after publication; its headline and some passages have changed.',
};
export const NAVIGATION = {
  zh: ['首页', '新闻', '财经', '科技', '体育', '文化', '关于本站', '联系方式', '网站地图'],
  other: ['Home', 'News', 'Business', 'Science', 'Sport', 'Culture', 'About', 'Contact', 'Site map'],
};
export const COMMENTS = {
  zh: [
    '写得很实在，学习了。',
    '同意作者的看法，不过数字能再细一些就好了。',
    '转给同事看看。',
    '这件事后来怎么样？',
  ],
  other: [
    'Well put, thank you.',
    'Agreed, though I would have liked more figures.',
    'Passing this on to a colleague.',
    'What became of it in the end?',
  ],
};
export const ADVERTISEMENT = {
  zh: '广告 推荐阅读：秋季新品限时优惠，点击了解详情',
  other: 'Advertisement. Recommended for you: autumn offers, for a short time only',
};
/** What stands around a passage when everything but the passage was written anew. */
export const REWRITTEN = {
  zh: [
    '有人这样写道：',
    '，后来又补充说明了一些别的情况，这里不再细述。',
    '另据现场的人回忆，当时的经过大致如下。',
    '至于原因，各方的说法并不相同。',
  ],
  other: [
    'As one account has it: ',
    ' and some other circumstances were added later, which need not be told here.',
    'People who were there remember roughly the following. ',
    ' As to why, opinions differ.',
  ],
};

export function wordsFor<T>(words: { zh: T; other: T }, isChinese: boolean): T {
  return isChinese ? words.zh : words.other;
}
