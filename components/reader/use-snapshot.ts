import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Library, SnapshotContent } from '../../utils/library/library.ts';
import { type FetchOutcome, fetchSnapshot } from '../../utils/sync/fetch-snapshot.ts';

export interface KeptText {
  status: 'reading' | 'here' | 'absent' | 'fetching';
  content: SnapshotContent | null;
  /** Why the last fetch brought nothing. */
  failure: Exclude<FetchOutcome, 'fetched'> | null;
  fetch: () => void;
}

/** The kept text of a version: from this device, or fetched from the service when the reader asks for it. */
export function useSnapshot(library: Library, hash: string | null): KeptText {
  const [state, setState] = useState<Omit<KeptText, 'fetch'>>(READING);

  const read = useCallback(async () => {
    const content = hash === null ? null : await library.snapshot(hash).catch(() => null);
    return { status: content ? 'here' : 'absent', content, failure: null } as const;
  }, [library, hash]);

  useEffect(() => {
    let isWanted = true;
    setState(READING);
    void read().then((next) => isWanted && setState(next));
    return () => {
      isWanted = false;
    };
  }, [read]);

  const fetch = async () => {
    if (hash === null) return;
    setState({ status: 'fetching', content: null, failure: null });
    const outcome = await fetchSnapshot(hash).catch(() => 'unreachable' as const);
    if (outcome !== 'fetched') return setState({ status: 'absent', content: null, failure: outcome });
    const next = await read();
    // Its images are wanted too; one that doesn't come is shown as missing.
    await Promise.all(
      Object.values(next.content?.images ?? {}).map((image) => fetchSnapshot(image).catch(() => null)),
    );
    setState(next);
  };
  return { ...state, fetch: () => void fetch() };
}

const READING: Omit<KeptText, 'fetch'> = { status: 'reading', content: null, failure: null };
