import * as z from 'zod/mini';
import { browser } from '../browser.ts';
import { isSitePattern } from './match-pattern.ts';

const texts = z.catch(z.array(z.string()), []);
const managedSchema = z.object({ sites: texts, channels: texts });

/** Sites the administrator switched on. */
export async function managedSites(): Promise<string[]> {
  return (await readManaged()).sites.filter(isSitePattern);
}

/** Channels the administrator calls observation channels, besides the reader's list. */
export async function managedChannels(): Promise<string[]> {
  return (await readManaged()).channels;
}

/** Empty where no administrator manages this browser; Firefox then rejects the read instead of answering nothing. */
async function readManaged() {
  const stored: unknown = await browser.storage.managed.get(['sites', 'channels']).catch(() => ({}));
  return managedSchema.parse(stored);
}
