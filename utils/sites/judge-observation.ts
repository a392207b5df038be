import { isObservationChannel } from '../article/channels.ts';
import type { Reading } from '../article/reading.ts';
import type { Library } from '../library/library.ts';
import { managedChannels } from './managed-settings.ts';
import { matchesPattern } from './match-pattern.ts';
import { switchedOnSites } from './switched-on-sites.ts';

/**
 * The reading with what its page could not know: every article of a switched-on site is an observation, and so is one in a channel that the
 * administrator names.
 */
export async function judgeObservation(
  library: Pick<Library, 'sites'>,
  address: string,
  reading: Reading,
): Promise<Reading> {
  if (reading.kind !== 'article' || reading.isObservation) return reading;
  const sites = await switchedOnSites(library);
  const channels = await managedChannels();
  const names = [reading.fields.category.value ?? '', ...(reading.fields.breadcrumb.value ?? [])];
  const isObservation =
    sites.some((pattern) => matchesPattern(pattern, address)) ||
    names.some((name) => isObservationChannel(name, channels));
  return { ...reading, isObservation };
}
