import { isChinese, type Speaker, sortVoices, type Voice } from './speaker.ts';

/** How long a browser may take to tell its voices: Chromium asks the system for them only when a page asks it. */
const VOICES_WITHIN_MS = 2000;

/** A voice has begun by then; and by then a character is spoken, at the rate of 1: Chinese takes a quarter of a second. */
const LONGEST_START_MS = 10_000;
const LONGEST_CHARACTER_MS = 1000;
const LOOK_EVERY_MS = 1000;

/** The browser's own speech (https://webaudio.github.io/web-speech-api/#tts-section), or null where it has none. */
export function webSpeaker(): Speaker | null {
  const synthesis = globalThis.speechSynthesis;
  if (!synthesis || typeof SpeechSynthesisUtterance !== 'function') return null;
  return {
    async voices() {
      if (synthesis.getVoices().length === 0) await toldWithin(synthesis, VOICES_WITHIN_MS);
      return sortVoices(synthesis.getVoices().map(voiceOf));
    },
    onVoices(listen, signal) {
      const tell = () => listen(sortVoices(synthesis.getVoices().map(voiceOf)));
      synthesis.addEventListener?.('voiceschanged', tell, { signal });
    },
    speak: (words, { voice, rate }, signal) =>
      new Promise((settle) => {
        const spoken = synthesis.getVoices().find(({ voiceURI }) => voiceURI === voice.id);
        if (!spoken || signal.aborted) return settle(spoken ? 'stopped' : 'failed');
        let watching: ReturnType<typeof setInterval> | undefined;
        const utterance = new SpeechSynthesisUtterance(words);
        utterance.voice = spoken;
        utterance.lang = spoken.lang;
        utterance.rate = rate;
        const end = (how: 'spoken' | 'failed' | 'stopped') => {
          clearInterval(watching);
          held.delete(utterance);
          settle(how);
        };
        utterance.addEventListener('end', () => end('spoken'));
        utterance.addEventListener('error', () => end('failed'));
        const stop = () => {
          end('stopped');
          synthesis.cancel();
        };
        signal.addEventListener('abort', stop, { once: true });
        // What another page of ours left speaking or paused would keep this one waiting.
        synthesis.cancel();
        synthesis.resume();
        held.add(utterance);
        synthesis.speak(utterance);
        const begun = Date.now();
        const longest = LONGEST_START_MS + (words.length * LONGEST_CHARACTER_MS) / rate;
        watching = setInterval(() => {
          const passed = Date.now() - begun;
          // Some voices of a network fall silent without a word.
          if (passed > LONGEST_START_MS && synthesis.speaking === false) end('spoken');
          else if (passed > longest) {
            end('failed');
            synthesis.cancel();
          }
        }, LOOK_EVERY_MS);
      }),
  };
}

/** Chromium lets go of an utterance that nobody holds, and its `end` never comes (https://crbug.com/509488). */
const held = new Set<SpeechSynthesisUtterance>();

function voiceOf({ voiceURI, name, lang, localService }: SpeechSynthesisVoice): Voice {
  return { id: voiceURI, name, language: lang, isChinese: isChinese(lang), isHere: localService };
}

function toldWithin(synthesis: SpeechSynthesis, patience: number): Promise<void> {
  return new Promise((done) => {
    const waiting = new AbortController();
    const end = () => {
      waiting.abort();
      clearTimeout(timer);
      done();
    };
    const timer = setTimeout(end, patience);
    synthesis.addEventListener?.('voiceschanged', end, { signal: waiting.signal });
  });
}
