import type { SetAside } from '../../utils/library/check-library.ts';

/** More at once are too many arguments. */
const BYTES_AT_ONCE = 8192;

/** What lies aside, whole, as JSON can hold it: bytes as text. */
export function plainRow({ key: _, ...aside }: SetAside): unknown {
  return JSON.parse(
    JSON.stringify(aside, (_name, value: unknown) =>
      value instanceof Uint8Array ? { base64: base64Of(value) } : value,
    ),
  );
}

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += BYTES_AT_ONCE)
    text += String.fromCharCode(...bytes.subarray(from, from + BYTES_AT_ONCE));
  return btoa(text);
}
