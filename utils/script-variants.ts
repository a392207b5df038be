import { PACKED_VARIANTS } from './packed-variants.ts';

/** Calls `put` with each traditional or variant character of everyday writing and its simplified form, as code units. */
export function eachVariant(put: (variant: number, simplified: number) => void): void {
  const everyday = everydayCharacters();
  let [at, variant] = [0, 0];
  const next = () => {
    const code = PACKED_VARIANTS.charCodeAt(at);
    at += 1;
    return code - (code < 92 ? 40 : 41);
  };
  const nextPair = () => next() * SYMBOLS + next();
  while (at < PACKED_VARIANTS.length) {
    const step = next();
    variant += step < SYMBOLS - 1 ? step : nextPair();
    put(variant, everyday.charCodeAt(nextPair()));
  }
}

/** The printable ASCII characters from `(` on but the backslash are digits. */
const SYMBOLS = 86;

/** The first level of GB 2312 in its order, which is what the table counts by: the rows B0 to D7 of its encoding. */
function everydayCharacters(): string {
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row += 1)
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) bytes.push(row, cell);
  return new TextDecoder('gbk').decode(Uint8Array.from(bytes));
}
