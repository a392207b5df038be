import { isObservationChannel, OBSERVATION_CHANNELS } from '../article/channels.ts';
import type { Reading } from '../article/reading.ts';
import type { Library } from '../library/library.ts';
import { managedChannels } from './managed-settings.ts';
import { matchesPattern } from './match-pattern.ts';
import { foldChannel, readerChannels } from './reader-channels.ts';
import { switchedOnSites } from './switched-on-sites.ts';

/**
 * The reading with what its page could not know: every article of a switched-on site is an observation, and so is one in a channel that the reader
 * or the administrator names. The page looked for our channels: where the reader took one of them away, its word counts no more.
 */
export async function judgeObservation(
  library: Pick<Library, 'sites'>,
  address: string,
  reading: Reading,
): Promise<Reading> {
  if (reading.kind !== 'article') return reading;
  const own = (await readerChannels()).map(foldChannel);
  const hasOurs = OBSERVATION_CHANNELS.every((name) => own.includes(foldChannel(name)));
  if (reading.isObservation && hasOurs) return reading;
  const sites = await switchedOnSites(library);
  const channels = [...own, ...(await managedChannels()).map(foldChannel)];
  const names = [reading.fields.category.value ?? '', ...(reading.fields.breadcrumb.value ?? [])];
  const isObservation =
    sites.some((pattern) => matchesPattern(pattern, address)) ||
    names.some((name) => isObservationChannel(foldChannel(name), channels));
  return { ...reading, isObservation };
}
