import type { Page } from 'playwright-core';

/** What a stand-in for the browser's speech was asked to say. */
export interface Said {
  words: string;
  voice: string;
  rate: number;
  wasCancelled: boolean;
}

/**
 * Gives a page voices, of which a headless browser has none: what stands before it is the Web Speech API itself, so that all of ours runs. A sentence ends when the
 * test says so (`endSentence`).
 */
export async function standInForSpeech(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const voice = (name: string, lang: string, localService: boolean) => ({
      voiceURI: `stand-in:${name}`,
      name,
      lang,
      localService,
      default: false,
    });
    const voices = [
      voice('Anna', 'en-US', true),
      voice('晓明（云端）', 'zh-CN', false),
      voice('阿怡', 'zh-HK', true),
      voice('小秋', 'zh-CN', true),
    ];
    const said: Said[] = [];
    let current: { utterance: EventTarget; entry: Said } | null = null;
    class Utterance extends EventTarget {
      voice: { name: string } | null = null;
      lang = '';
      rate = 1;
      words: string;
      constructor(words: string) {
        super();
        this.words = words;
      }
    }
    const synthesis = {
      told: false,
      // Chromium has none until it has been asked, and tells later.
      getVoices() {
        if (synthesis.told) return voices;
        setTimeout(() => {
          synthesis.told = true;
          for (const listener of listeners) listener();
        }, 50);
        return [];
      },
      addEventListener: (_type: string, listener: () => void) => listeners.push(listener),
      cancel() {
        const cancelled = current;
        current = null;
        if (!cancelled) return;
        cancelled.entry.wasCancelled = true;
        cancelled.utterance.dispatchEvent(new Event('error'));
      },
      resume() {},
      speak(utterance: Utterance) {
        const entry = {
          words: utterance.words,
          voice: utterance.voice?.name ?? '',
          rate: utterance.rate,
          wasCancelled: false,
        };
        said.push(entry);
        current = { utterance, entry };
      },
    };
    const listeners: (() => void)[] = [];
    Object.defineProperty(window, 'speechSynthesis', { value: synthesis });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', { value: Utterance });
    Object.defineProperty(window, 'standIn', {
      value: {
        said,
        end() {
          const ended = current;
          current = null;
          ended?.utterance.dispatchEvent(new Event('end'));
        },
      },
    });
  });
}

declare global {
  interface Window {
    standIn: { said: Said[]; end: () => void };
  }
}

export async function said(page: Page): Promise<Said[]> {
  return page.evaluate(() => window.standIn.said);
}

export async function endSentence(page: Page): Promise<void> {
  await page.evaluate(() => window.standIn.end());
}
