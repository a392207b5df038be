const CHINESE = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g;
const LEAST_SHARE = 0.3;

/** Whether a text is written with characters that stand for a syllable or a word each (Chinese, Japanese, Korean), among which some letters may be. */
export function isMostlyChinese(text: string): boolean {
  return (text.match(CHINESE)?.length ?? 0) >= text.length * LEAST_SHARE;
}
