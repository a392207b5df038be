import * as z from 'zod/mini';
import { OBSERVATION_CHANNELS } from '../article/channels.ts';
import { browser } from '../browser.ts';
import { foldText } from '../fold-text.ts';

/** On this device alone: the wire has no record for it. */
const KEY = 'channels';
export const MAX_CHANNELS = 50;
export const MAX_CHANNEL_LENGTH = 20;

const storedSchema = z.catch(z.nullable(z.array(z.string())), null);

/** The channels that the reader calls observation channels; ours as long as they have changed nothing. */
export async function readerChannels(): Promise<readonly string[]> {
  return (await stored()) ?? OBSERVATION_CHANNELS;
}

/** One change after another, in whatever page. Gives the list from then on. */
export function changeChannels(
  change: (channels: readonly string[]) => readonly string[],
): Promise<readonly string[]> {
  return navigator.locks.request('channels', async () => {
    const changed = change(await readerChannels());
    if (String(changed) === String(OBSERVATION_CHANNELS)) await browser.storage.local.remove(KEY);
    else await browser.storage.local.set({ [KEY]: [...changed] });
    return changed;
  });
}

/** Calls `listen` after each change by anyone, until `signal` aborts. */
export function onChannels(listen: () => void, signal: AbortSignal): void {
  const changed = (changes: Record<string, unknown>, area: string) => {
    if (area === 'local' && KEY in changes) listen();
  };
  browser.storage.onChanged.addListener(changed);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(changed), { once: true });
}

/** A name as it is compared with what a page says: in full or half width, simplified or traditional, it is the same. */
export function foldChannel(name: string): string {
  return foldText(name).text.toLowerCase();
}

async function stored(): Promise<string[] | null> {
  return storedSchema.parse((await browser.storage.local.get(KEY))[KEY] ?? null);
}
