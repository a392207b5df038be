import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Library, SnapshotContent } from '../../utils/library/library.ts';
import { type FetchOutcome, fetchSnapshot } from '../../utils/sync/fetch-snapshot.ts';
import { onNotice } from '../../utils/view-notices.ts';

export interface KeptText {
  status: 'reading' | 'here' | 'absent' | 'fetching';
  content: SnapshotContent | null;
  /** Why the last fetch brought nothing. */
  failure: Exclude<FetchOutcome, 'fetched'> | null;
  fetch: () => void;
}

const READING: Omit<KeptText, 'fetch'> = { status: 'reading', content: null, failure: null };

/**
 * The kept text of a version: from this device, else fetched from the service at once where there is a network, and again whenever
 * the reader asks for it.
 */
export function useSnapshot(library: Pick<Library, 'snapshot'>, hash: string | null): KeptText {
  const [state, setState] = useState(READING);
  const { content } = state;
  const wanted = useRef(hash);
  wanted.current = hash;

  const read = useCallback(async (): Promise<Omit<KeptText, 'fetch'>> => {
    const found = hash === null ? null : await library.snapshot(hash).catch(() => null);
    return { status: found ? 'here' : 'absent', content: found, failure: null };
  }, [library, hash]);

  const fetch = useCallback(async () => {
    if (hash === null) return;
    // The reader may have chosen another version meanwhile, and must not be shown this one in its place.
    const show = (next: Omit<KeptText, 'fetch'>) => {
      if (wanted.current === hash) setState(next);
    };
    show({ status: 'fetching', content: null, failure: null });
    const outcome = await fetchSnapshot(hash).catch(() => 'unreachable' as const);
    show(outcome === 'fetched' ? await read() : { status: 'absent', content: null, failure: outcome });
  }, [hash, read]);

  useEffect(() => {
    let isWanted = true;
    setState(READING);
    void read().then((found) => {
      if (!isWanted) return;
      setState(found);
      if (found.status === 'absent' && navigator.onLine) void fetch();
    });
    return () => {
      isWanted = false;
    };
  }, [read, fetch]);

  useEffect(() => {
    if (state.status !== 'absent') return;
    const waiting = new AbortController();
    addEventListener('online', () => void fetch(), { signal: waiting.signal });
    return () => waiting.abort();
  }, [state.status, fetch]);

  useEffect(() => {
    // Images are kept after the text: show them as they come.
    if (!content || !lacksImages(content)) return;
    const listening = new AbortController();
    const look = async () => {
      const found = await read();
      const isMore = Object.keys(found.content?.images ?? {}).length > Object.keys(content.images).length;
      if (isMore && !listening.signal.aborted) setState(found);
    };
    onNotice('library-changed', () => void look(), listening.signal);
    return () => listening.abort();
  }, [content, read]);

  return { ...state, fetch: () => void fetch() };
}

function lacksImages({ html, images }: SnapshotContent): boolean {
  return html.split('<img').length - 1 > Object.keys(images).length;
}
