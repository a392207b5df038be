/** Hashes tried before the page gets a turn: about 20 ms. */
const SLICE = 512;

/**
 * Finds a nonce so that SHA-256(`${challenge}.${nonce}`) begins with `difficulty` zero bits: what a caller spends before the service spends
 * an SMS. Yields to the page as it goes and tells the share of the expected work done, 0–1.
 */
export async function solveChallenge(
  challenge: string,
  difficulty: number,
  onProgress: (share: number) => void = () => undefined,
): Promise<string> {
  const encoder = new TextEncoder();
  const expected = 2 ** difficulty;
  for (let from = 0; ; from += SLICE) {
    const nonces = Array.from({ length: SLICE }, (_, index) => (from + index).toString(36));
    const hashes = await Promise.all(
      nonces.map((nonce) => crypto.subtle.digest('SHA-256', encoder.encode(`${challenge}.${nonce}`))),
    );
    const found = hashes.findIndex((hash) => leadingZeroBits(new Uint8Array(hash)) >= difficulty);
    const nonce = nonces[found];
    if (nonce !== undefined) return nonce;
    onProgress(1 - Math.exp(-from / expected));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export function leadingZeroBits(bytes: Uint8Array): number {
  const first = bytes.findIndex((byte) => byte !== 0);
  if (first === -1) return bytes.length * 8;
  return first * 8 + Math.clz32(bytes[first] ?? 0) - 24;
}
