import { defineTexts } from './define-texts.ts';

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** Of what there is none, nothing is said. */
const things = ({ articles, marks, tags = 0 }: Counts) =>
  [
    ...(articles > 0 ? [`${articles} 篇收藏`] : []),
    ...(marks > 0 ? [`${marks} 条标注`] : []),
    ...(tags > 0 ? [`${tags} 个标签`] : []),
  ].join('、');

const thingsInEnglish = ({ articles, marks, tags = 0 }: Counts) => {
  const words = [
    ...(articles > 0 ? [plural(articles, 'article', 'articles')] : []),
    ...(marks > 0 ? [plural(marks, 'mark', 'marks')] : []),
    ...(tags > 0 ? [plural(tags, 'tag', 'tags')] : []),
  ];
  return new Intl.ListFormat('en').format(words);
};

interface Counts {
  articles: number;
  marks: number;
  tags?: number;
}

/** Whether the verb is one for several things. */
const areSeveral = ({ articles, marks, tags = 0 }: Counts) => articles + marks + tags !== 1;

/** What was saved before signing in, and its way into the account. */
export const guestMergeTexts = defineTexts({
  'zh-CN': {
    here: (counts: Counts) => `这台电脑上有 ${things(counts)}，是登录前存下的。`,
    ask: '归到您的账号以后，每台设备都能看到；原处也还在，归错了可以撤回。',
    what: '会归入的',
    articles: '收藏',
    marks: '标注',
    tags: '标签',
    there: (count: number) => (count === 0 ? '' : `其中 ${count} 已在账号里，会合在一起，两边写的都留着`),
    list: (count: number) => `看看是哪 ${count} 篇`,
    listMore: (count: number) => `还有 ${count} 篇没有列出`,
    stateThere: '账号里已有',
    stateInBin: '在账号的回收站里，会回到书库',
    waits: '正在取您账号里的内容，取完才知道哪些已有。',
    merge: '归到我的账号',
    merging: '正在归入',
    keep: '先留在本机',
    kept: '留在本机了。以后想归入，再来这一页。',
    merged: (counts: Counts) => `${things(counts)}已归到您的账号。`,
    undo: '撤回',
    undoing: '正在撤回',
    fine: '好',
    undone: '已经撤回：归入的进了账号的回收站，账号里原有的恢复原样；登录前存下的还在原处。',
    undoneBut: (stayed: number) =>
      `已经撤回。有 ${stayed} 篇归入以后又动过，留在账号里了；其余的进了账号的回收站。登录前存下的还在原处。`,
    cut: '上次归入只做了一半。已归入的都在，登录前存下的也都在原处。',
    goOn: '接着归入',
    failed: '没有归完。登录前存下的都在原处，没有改动。请再试一次。',
    undoFailed: '没有撤完，一篇也没有丢。请再试一次。',
    otherMember: '现在登录的是另一个账号，什么也没有归入。请刷新这一页再看。',
    before: (counts: Counts) => `这台电脑上已有 ${things(counts)}。登录后可以归到您的账号，原处也还在。`,
  },
  en: {
    here: (counts: Counts) =>
      `${thingsInEnglish(counts)} on this computer ${areSeveral(counts) ? 'were' : 'was'} saved before signing in.`,
    ask: 'Added to your account they are on every device; nothing is removed here, and adding can be undone.',
    what: 'What would be added',
    articles: 'Articles',
    marks: 'Marks',
    tags: 'Tags',
    there: (count: number) =>
      count === 0
        ? ''
        : `${count} of them already in your account: joined, and what was written on both sides stays`,
    list: (count: number) => (count === 1 ? 'See the article' : `See the ${count} articles`),
    listMore: (count: number) => `${count} more not listed`,
    stateThere: 'already in your account',
    stateInBin: 'in your recycle bin, comes back to the library',
    waits: 'Fetching what your account holds, to know what is there already.',
    merge: 'Add to my account',
    merging: 'Adding',
    keep: 'Leave on this computer',
    kept: 'Left on this computer. Come back to this page to add them later.',
    merged: (counts: Counts) =>
      `${thingsInEnglish(counts)} ${areSeveral(counts) ? 'were' : 'was'} added to your account.`,
    undo: 'Undo',
    undoing: 'Undoing',
    fine: 'OK',
    undone:
      'Undone: what was added is in the account’s recycle bin, and what the account had is as it was. What was saved before signing in is where it was.',
    undoneBut: (stayed: number) =>
      `Undone. ${plural(stayed, 'article that was', 'articles that were')} edited since stayed in the account; the rest is in its recycle bin. What was saved before signing in is where it was.`,
    cut: 'Adding was cut off in the middle. What was added is there, and what was saved before signing in is where it was.',
    goOn: 'Go on adding',
    failed: 'Not all were added. What was saved before signing in is where it was, unchanged. Try again.',
    undoFailed: 'Not all was undone, and nothing is lost. Try again.',
    otherMember: 'Another account is signed in now, so nothing was added. Reload this page.',
    before: (counts: Counts) =>
      `${thingsInEnglish(counts)} ${areSeveral(counts) ? 'are' : 'is'} kept on this computer. After signing in you can add ${areSeveral(counts) ? 'them' : 'it'} to your account; nothing is removed here.`,
  },
});
