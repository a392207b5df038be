/** A voice that this device can read with. */
export interface Voice {
  id: string;
  name: string;
  /** BCP 47. */
  language: string;
  isChinese: boolean;
  /** Speaks without a network. */
  isHere: boolean;
}

export interface SpokenAs {
  voice: Voice;
  /** 1 is how the voice speaks by itself. */
  rate: number;
}

/** Reads one sentence at a time. The browser's is in web-speech.ts. */
export interface Speaker {
  /** Chinese voices first, and among equals those that need no network. Empty where there is none. */
  voices(): Promise<Voice[]>;
  /** Tells them again whenever they change, until `signal` aborts: some come late, or are installed meanwhile. */
  onVoices(listen: (voices: Voice[]) => void, signal: AbortSignal): void;
  /** Resolves when the words were spoken, could not be, or `signal` aborted. */
  speak(words: string, as: SpokenAs, signal: AbortSignal): Promise<'spoken' | 'failed' | 'stopped'>;
}

export const RATES = [0.6, 0.8, 1, 1.2, 1.5, 1.8, 2.2] as const;

/** Puts voices into the order that a reader of Chinese wants them in: as they are spoken where most readers are, then others. */
export function sortVoices(voices: readonly Voice[]): Voice[] {
  const rank = ({ language, isChinese, isHere }: Voice) =>
    (isChinese ? (/^(zh|cmn)([-_](hans|cn))*$/i.test(language) ? 0 : 2) : 4) + (isHere ? 0 : 1);
  return voices.toSorted((a, b) => rank(a) - rank(b));
}

export function isChinese(language: string): boolean {
  return /^(zh|cmn|yue|wuu|nan)\b/i.test(language.replace('_', '-'));
}

/**
 * The voice that was chosen where it is still there, else a Chinese one of this device. Null where the reader has to choose: a voice that needs a network sends the
 * text to whoever made it, and nobody's text goes anywhere unasked.
 */
export function voiceToUse(voices: readonly Voice[], chosen: string | null): Voice | null {
  const known = voices.find(({ id }) => id === chosen);
  return known ?? voices.find(({ isChinese: speaksChinese, isHere }) => speaksChinese && isHere) ?? null;
}
