import { defineTexts } from './define-texts.ts';

/** The bar of marking sentence by sentence, in somebody else's page. */
export const sentenceTexts = defineTexts({
  'zh-CN': {
    name: '逐句标注',
    place: (at: number, all: number) => `第 ${at} 句，共 ${all} 句`,
    leave: '退出',
    move: '上一句 / 下一句',
    join: '并入下一句',
    clause: '收放一个分句',
    mark: '标注',
    note: '笔记',
    remove: '删去',
    marks: '下一条 / 上一条标注',
    heard: (at: number, all: number) =>
      `逐句标注，第 ${at} 句，共 ${all} 句。上下箭头换句，数字 1 到 5 标注，N 写笔记，Esc 退出。`,
    inFrame: '选的地方在页面嵌的另一个网页里，标注记不到那里，没有标。把那个网页单独打开，就能标。',
    image: '图片',
    heardNoKeys: (at: number, all: number) =>
      `逐句标注，第 ${at} 句，共 ${all} 句。上下箭头换句，回车标注，Shift 加回车写笔记，Esc 退出。`,
    keysOn: '单键可在设置的“快捷键”里关掉',
    keysOff: '单键已关，在设置的“快捷键”里',
    nothing: '这一页没有可以逐句标注的文字。',
  },
  en: {
    name: 'Marking by sentence',
    place: (at: number, all: number) => `Sentence ${at} of ${all}`,
    leave: 'leave',
    move: 'previous / next sentence',
    join: 'take in the next',
    clause: 'a clause less / more',
    mark: 'mark',
    note: 'note',
    remove: 'remove',
    marks: 'next / previous mark',
    heard: (at: number, all: number) =>
      `Marking by sentence, ${at} of ${all}. Arrow keys change the sentence, 1 to 5 mark it, N writes a note, Escape leaves.`,
    inFrame:
      'Nothing was marked: this place belongs to another page that is shown inside this one. Open that page by itself to mark it.',
    image: 'Picture',
    heardNoKeys: (at: number, all: number) =>
      `Marking by sentence, ${at} of ${all}. Arrow keys change the sentence, Enter marks it, Shift and Enter write a note, Escape leaves.`,
    keysOn: 'Settings › Shortcuts switches single keys off',
    keysOff: 'Single keys are off: Settings › Shortcuts',
    nothing: 'This page has no text to mark by sentence.',
  },
});
