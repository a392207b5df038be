import { expect, it } from 'vitest';
import { lookOf } from '../../../utils/toolbar/toolbar-state.ts';

it.each([
  ['a page nobody looked at', { isArticle: null, isSaved: false, marks: 0 }, 'grey', ''],
  ['a page that is no article', { isArticle: false, isSaved: false, marks: 0 }, 'grey', ''],
  ['an article', { isArticle: true, isSaved: false, marks: 0 }, 'article', ''],
  ['a saved article', { isArticle: true, isSaved: true, marks: 0 }, 'saved', ''],
  [
    'a saved page that no longer looks like an article',
    { isArticle: false, isSaved: true, marks: 0 },
    'saved',
    '',
  ],
  ['an article with marks', { isArticle: true, isSaved: true, marks: 12 }, 'saved', '12'],
  [
    'an article with more marks than a badge can hold',
    { isArticle: true, isSaved: true, marks: 1200 },
    'saved',
    '999+',
  ],
])('shows %s', (_, state, icon, badge) => {
  expect(lookOf(state, 'zh-CN')).toMatchObject({ icon, badge });
});

it('says the number of marks in the reader’s language', () => {
  const state = { isArticle: true, isSaved: true, marks: 1 };
  expect(lookOf(state, 'zh-CN').title).toBe('观察伴读：已收藏，1 处标注');
  expect(lookOf(state, 'en').title).toBe('Observation Companion: saved, 1 mark');
});
