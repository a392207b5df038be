import { plainAddress } from './address.ts';
import { candidate, chooseField } from './field.ts';
import type { ArticlePages } from './find-pages.ts';
import type { Reading } from './reading.ts';

/**
 * The reading of one page of an article that is split over several, with what the pages tell of each other: which others there are, unread so far,
 * and the article's address. The second page of an article belongs to the first, whatever it says of itself.
 */
export function withPages(reading: Reading, { number, addresses }: ArticlePages): Reading {
  const missing = [...addresses.keys()].filter((one) => one !== number);
  const first = number > 1 ? addresses.get(1) : undefined;
  return {
    ...reading,
    fields: first === undefined ? reading.fields : { ...reading.fields, canonicalAddress: fieldOf(first) },
    pages: { addresses: [...addresses.values()], missing, reason: 'unread' },
  };
}

function fieldOf(address: string) {
  const plain = plainAddress(address);
  return chooseField([candidate(plain, 0.9, 'meta', plain)]);
}
