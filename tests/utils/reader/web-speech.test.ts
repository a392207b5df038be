import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { isChinese } from '../../../utils/reader/speaker.ts';
import { webSpeaker } from '../../../utils/reader/web-speech.ts';

/** A browser's speech that says nothing of an end. */
const synthesis = Object.assign(new EventTarget(), {
  speaking: false,
  voices: [{ voiceURI: 'v', name: '小秋', lang: 'zh-CN', localService: true }],
  getVoices: () => synthesis.voices,
  cancel: vi.fn(),
  resume: vi.fn(),
  speak: vi.fn(() => {
    synthesis.speaking = true;
  }),
});
const voice = { id: 'v', name: '小秋', language: 'zh-CN', isChinese: isChinese('zh-CN'), isHere: true };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('speechSynthesis', synthesis);
  vi.stubGlobal('SpeechSynthesisUtterance', class extends EventTarget {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const begin = (words: string) => {
  const how = vi.fn();
  void webSpeaker()?.speak(words, { voice, rate: 1 }, new AbortController().signal).then(how);
  return how;
};

it('goes on where a voice has ended without a word, and gives one up that speaks for ever', async () => {
  const quiet = begin('一句话。');
  await vi.advanceTimersByTimeAsync(5_000);
  synthesis.speaking = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect(quiet).not.toHaveBeenCalled(); // it may not have begun
  await vi.advanceTimersByTimeAsync(4_000);
  expect(quiet).toHaveBeenCalledWith('spoken');

  const endless = begin('字'.repeat(20));
  await vi.advanceTimersByTimeAsync(29_000);
  expect(endless).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(endless).toHaveBeenCalledWith('failed');
});

it('tells of voices that come late', () => {
  const listen = vi.fn();
  webSpeaker()?.onVoices(listen, new AbortController().signal);
  synthesis.dispatchEvent(new Event('voiceschanged'));
  expect(listen).toHaveBeenCalledWith([voice]);
});
