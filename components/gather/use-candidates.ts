import { useEffect, useState } from 'preact/hooks';
import { browser } from '../../utils/browser.ts';
import type { Library } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import type { GatherFrom } from './gather-from.ts';

export interface Candidate {
  address: string;
  title: string;
  /** Of a page that is open. */
  tabId?: number;
  isKept: boolean;
}

/** What may be saved; `needs-tabs` before the browser lets tabs be seen, `gone` where the page that was to be looked at is. */
export type Candidates =
  | { status: 'looking' }
  | { status: 'needs-tabs' }
  | { status: 'gone' }
  | { status: 'found'; all: Candidate[] };

export function useCandidates(
  library: Library,
  from: GatherFrom,
): { candidates: Candidates; look: () => void } {
  const [candidates, setCandidates] = useState<Candidates>({ status: 'looking' });
  const look = () => {
    setCandidates({ status: 'looking' });
    readCandidates(library, from).then(setCandidates, () => setCandidates({ status: 'gone' }));
  };
  useEffect(look, [library, from.what, from.value]);
  return { candidates, look };
}

async function readCandidates(library: Library, { what, value }: GatherFrom): Promise<Candidates> {
  if (what === 'link') return found(library, [{ address: value, title: value }]);
  if (what === 'page') return found(library, await call('list-links', { tabId: Number(value) }));
  if (!(await browser.permissions.contains({ permissions: ['tabs'] }))) return { status: 'needs-tabs' };
  const tabs = await browser.tabs.query({});
  return found(
    library,
    tabs.flatMap(({ id, url, title }) =>
      id !== undefined && url && /^https?:/.test(url)
        ? [{ address: url, title: title ?? url, tabId: id }]
        : [],
    ),
  );
}

async function found(library: Library, listed: Omit<Candidate, 'isKept'>[]): Promise<Candidates> {
  const kept = await Promise.all(listed.map(({ address }) => library.articleAt(address)));
  return { status: 'found', all: listed.map((one, at) => ({ ...one, isKept: kept[at] !== null })) };
}
