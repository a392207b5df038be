import { type LibraryDatabase, openLibraryDatabase } from './database.ts';

/** An open library database together with who writes to it: every function of this folder takes one. */
export interface Store {
  readonly account: string;
  readonly database: LibraryDatabase;
  /** Four characters of `[0-9a-z]`, new at each start of the browser: the end of the device part of stamps. */
  readonly session: string;
  /** Milliseconds since 1970, as the machine tells it. */
  readonly now: () => number;
}

/** Where the first half of this device's part of stamps is kept. */
export const DEVICE_BASE = 'device';

/** Opens the library of an account. Two contexts of one browser share `session`; a copied profile never has the same. */
export async function openStore(
  account: string,
  session: string,
  now: () => number = Date.now,
  onClosed?: () => void,
): Promise<Store> {
  const database = await openLibraryDatabase(account, onClosed);
  return { account, database, session, now };
}

/** The first half of the device part of stamps, drawn once a database. Must run inside the given transaction. */
export async function deviceBase(meta: {
  get(key: string): Promise<string | number | undefined>;
  put(value: string, key: string): Promise<unknown>;
}): Promise<string> {
  const known = await meta.get(DEVICE_BASE);
  return typeof known === 'string' ? known : await drawDeviceBase(meta);
}

/** Draws it anew: whatever this device stamps from now on, no context names yet. */
export async function drawDeviceBase(meta: {
  put(value: string, key: string): Promise<unknown>;
}): Promise<string> {
  const drawn = randomText(4);
  await meta.put(drawn, DEVICE_BASE);
  return drawn;
}

/** Random characters of `[0-9a-z]`. */
export function randomText(length: number): string {
  const digits = '0123456789abcdefghijklmnopqrstuvwxyz';
  // 252 is the largest multiple of 36 in a byte: a greater one would favour the first digits.
  let text = '';
  while (text.length < length) {
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 252 && text.length < length) text += digits[byte % 36];
    }
  }
  return text;
}
