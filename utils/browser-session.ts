import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

const KEY = 'browser-session';
const sessionSchema = z.string().check(z.regex(/^[0-9a-z]{4}$/));

let asked: Promise<string> | undefined;

/**
 * Four characters of `[0-9a-z]`, new at each start of the browser and the same in all our pages and the background: the end of
 * the device part of stamps, so that a copied profile never hands out the stamps of the original. Where there is no session
 * storage (tests), each context draws its own.
 */
export function browserSession(draw: (length: number) => string): Promise<string> {
  // A context lasts no longer than its browser: what it was told once stays true.
  asked ??= readOrDraw(draw).catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}

async function readOrDraw(draw: (length: number) => string): Promise<string> {
  const storage = browser?.storage?.session;
  if (!storage) return draw(4);
  const known = await readKnown(storage);
  if (known !== null) return known;
  await storage.set({ [KEY]: draw(4) });
  // Two contexts may have drawn at once: both then take what was stored last.
  return (await readKnown(storage)) ?? draw(4);
}

async function readKnown(storage: {
  get(key: string): Promise<Record<string, unknown>>;
}): Promise<string | null> {
  const read = sessionSchema.safeParse((await storage.get(KEY))[KEY]);
  return read.success ? read.data : null;
}
