import { describe, expect, test } from 'vitest';
import type { Label } from '../../scripts/bench/reading/corpus-pages.ts';
import { type Extraction, NOTHING } from '../../scripts/bench/reading/extraction.ts';
import { scorePage } from '../../scripts/bench/reading/score-page.ts';
import { wallClocks } from '../../scripts/bench/reading/wall-clocks.ts';

const PAGE: Label = { url: 'https://news.example/1.html', lang: 'zh', isArticle: true };
const score = (label: Partial<Label>, found: Partial<Extraction>) =>
  scorePage({ ...PAGE, ...label }, { ...NOTHING, ...found });

describe('marks by a label', () => {
  test('a title is right in other punctuation, width and case, and wrong with the site behind it', () => {
    const title = '凌晨两点的“第三个”问题：ABC';
    expect(score({ title }, { title: '凌晨两点的 "第三个" 问题:ａｂｃ' }).title).toBe(true);
    expect(score({ title }, { title: `${title}_周刊` }).title).toBe(false);
    expect(score({}, { title }).title).toBeUndefined();
  });

  test('authors are a set of names without what stands before them', () => {
    const author = '宋知远 林一';
    expect(score({ author }, { authors: ['记者：林一', '宋知远'] }).author).toBe(true);
    expect(score({ author }, { authors: ['宋知远'] }).author).toBe(false);
    expect(score({ author }, { authors: ['宋知远、林一、周刊'] }).author).toBe(false);
    expect(score({ author: '' }, { authors: ['周刊'] })).toMatchObject({ authorInvented: true });
    expect(score({ author: '' }, {})).toMatchObject({ authorInvented: false });
  });

  test('a day is right in China, and a time to the precision that is labelled', () => {
    const publishedAt = '2023-12-29 10:30';
    const marks = (found: string) => score({ publishedAt }, { publishedAt: found });
    expect(marks('2023-12-29T10:30:12+08:00')).toMatchObject({ day: true, time: true });
    expect(marks('2023-12-29T02:30:12.000Z')).toMatchObject({ day: true, time: true });
    expect(marks('2023-12-29')).toMatchObject({ day: true, time: false });
    expect(marks('2023-12-28')).toMatchObject({ day: false, time: false });
    expect(score({ publishedAt: '2023-12-29' }, { publishedAt: '2023年12月29日' })).toEqual({ day: true });
    expect(score({ publishedAt: '' }, { publishedAt: '2023-12-29' })).toEqual({ dateInvented: true });
    expect(score({ publishedAt: '1996-6' }, { publishedAt: '1996-06' })).toEqual({ day: true });
  });

  test('a source is right where it is the labelled one or a part of it', () => {
    expect(score({ source: '值班室周刊' }, { source: '周刊' }).source).toBe(true);
    expect(score({ source: '值班室周刊' }, { source: '早报' }).source).toBe(false);
    expect(score({ source: '值班室周刊' }, {}).source).toBe(false);
  });

  test('a body is compared by four characters at a time, or four words', () => {
    const text = '取号机旁边坐着三个人';
    expect(score({ text }, { text: '取号机旁边，坐着三个人。' }).body).toEqual({ precision: 1, recall: 1 });
    expect(score({ text }, { text: `${text}没有人看` }).body).toEqual({ precision: 7 / 11, recall: 1 });
    expect(score({ text }, {}).body).toEqual({ precision: 0, recall: 0 });
    const english = { lang: 'other', text: 'Three people sat beside the machine' };
    expect(score(english, { text: 'three people SAT beside the' }).body).toEqual({
      precision: 1,
      recall: 2 / 3,
    });
  });

  test('of a page that is no article the kind alone counts', () => {
    expect(score({ isArticle: false, title: '值班室' }, { isArticle: true })).toEqual({ kind: false });
  });
});

test('a written time is read as it stands, and where it names a zone in China too', () => {
  expect(wallClocks('2023年1月2日 3:04')).toEqual(['2023-01-02T03:04']);
  expect(wallClocks('2023-01-02T23:04:05Z')).toEqual(['2023-01-02T23:04:05', '2023-01-03T07:04:05']);
  expect(wallClocks('1672628645')).toEqual(['2023-01-02T11:04:05']);
  expect(wallClocks('昨天')).toEqual([]);
  expect(wallClocks(null)).toEqual([]);
});
