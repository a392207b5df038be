import { expect, test } from 'vitest';
import { pointsBack, sentencesOf } from '../../../utils/summary/sentences.ts';

const split = (...lines: string[]) => sentencesOf(lines, new Set()).map(({ text }) => text);

test.each([
  ['稿子写完了。“真的？”她问。没有人回答。', ['稿子写完了。', '“真的？”她问。', '没有人回答。']],
  ['他说：“再等等。电话还没挂。”然后坐下。', ['他说：“再等等。电话还没挂。”', '然后坐下。']],
  ['接通率升到99.5%，放弃率降到0.5%。', ['接通率升到99.5%，放弃率降到0.5%。']],
  [
    'Mr. Lin called at 9 a.m. Nobody answered. He waited.',
    ['Mr. Lin called at 9 a.m.', 'Nobody answered.', 'He waited.'],
  ],
  ['没有句号的一行', ['没有句号的一行']],
])('%s', (line, sentences) => {
  expect(split(line)).toEqual(sentences);
});

test('a place and date before a report belong to no sentence', () => {
  expect(split('本报杭州11月2日电（记者 宋知远）夜班座席昨天换了新的排班表。')).toEqual([
    '夜班座席昨天换了新的排班表。',
  ]);
});

test.each([
  ['图1 改版后的排班表，由值班室整理制作，数据截至十月底。', false],
  ['“这一句话没有说完，因为引号一直没有关上，后面还有很多话要说。', false],
  ['太短。', false],
  ['改版以后重复来电少了三成，投诉少了一半，值班长把这归功于交接本。', true],
])('%s can stand alone: %s', (line, isWhole) => {
  expect(sentencesOf([line], new Set())[0]?.isWhole).toBe(isWhole);
});

test('a long line whose full stops end nothing is read as fast as any other', () => {
  const line = 'Dr. Li '.repeat(40_000);
  const begun = performance.now();
  expect(split(line)).toHaveLength(1);
  expect(performance.now() - begun).toBeLessThan(3000);
});

test('the line of a heading is no sentence', () => {
  expect(
    sentencesOf(['交接本里写什么', '起初只记故障。'], new Set(['交接本里写什么'])).map(({ text }) => text),
  ).toEqual(['起初只记故障。']);
});

test.each([
  ['但是他们不这样看。', true],
  ['对于新的排班表，她表示还要再看。', true],
  ['However, nobody answered.', true],
  ['These calls came late.', true],
  ['交接本改了格式。', false],
  ['Thesis work began in May.', false],
])('%s points back: %s', (text, expected) => {
  expect(pointsBack(text)).toBe(expected);
});
