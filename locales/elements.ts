import { defineTexts } from './define-texts.ts';

/** Of what few pages need, in somebody else's page: the button at the corner of a picture or table, the hint after a first mark. */
export const elementTexts = defineTexts({
  'zh-CN': {
    image: '标注这张图片',
    table: '标注这一整块',
    open: '打开这里的标注',
    hint: '点工具栏里的图标，可以让标注在这个网站自动显示',
  },
  en: {
    image: 'Mark this picture',
    table: 'Mark this whole block',
    open: 'Open the mark here',
    hint: 'The icon in the toolbar can show marks on this site by itself',
  },
});
