import { expect, it } from 'vitest';
import { isChinese, sortVoices, type Voice, voiceToUse } from '../../../utils/reader/speaker.ts';

function voice(name: string, language: string, isHere = true): Voice {
  return { id: name, name, language, isChinese: isChinese(language), isHere };
}

const VOICES = [
  voice('Anna', 'en-US'),
  voice('Cloud', 'zh-CN', false),
  voice('Sin', 'zh-HK'),
  voice('Mei', 'zh_TW'),
  voice('Qiu', 'zh-CN'),
  voice('Hans', 'zh-Hans-CN'),
];

it('puts Chinese voices first, those of the mainland before others, and those that need no network before others', () => {
  const names = sortVoices(VOICES).map(({ name }) => name);
  expect(names).toEqual(['Qiu', 'Hans', 'Cloud', 'Sin', 'Mei', 'Anna']);
});

it('knows Chinese by every name that systems give it', () => {
  expect(['zh-CN', 'zh_TW', 'cmn-Hans-CN', 'yue-HK', 'ZH'].every(isChinese)).toBe(true);
  expect(['en', 'ja-JP', 'zhx'].some(isChinese)).toBe(false);
});

it('keeps to the voice that was chosen as long as it is there', () => {
  const voices = sortVoices(VOICES);
  expect(voiceToUse(voices, 'Mei')?.name).toBe('Mei');
  expect(voiceToUse(voices, 'gone')?.name).toBe('Qiu');
  expect(voiceToUse([], 'Mei')).toBeNull();
});

it('takes no voice by itself that sends the text somewhere, or speaks no Chinese', () => {
  const voices = [voice('Anna', 'en-US'), voice('Cloud', 'zh-CN', false)];
  expect(voiceToUse(voices, null)).toBeNull();
  expect(voiceToUse(voices, 'Cloud')?.name).toBe('Cloud');
});
