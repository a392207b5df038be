import { useCallback, useEffect, useState } from 'preact/hooks';
import {
  forgetGuestMerge,
  type GuestMerge,
  lastGuestMerge,
  mergeGuestLibrary,
  undoGuestMerge,
} from '../../utils/library/merge-guest.ts';
import { type MergePreview, previewGuestMerge } from '../../utils/library/preview-guest.ts';
import { onNotice } from '../../utils/view-notices.ts';

/** What was saved before signing in, what became of it, and what the reader may do. */
export interface GuestMergeState {
  /** Null until it is known. */
  preview: MergePreview | null;
  /** The last merge, where it can be taken back or go on. */
  last: GuestMerge | null;
  working: 'merging' | 'undoing' | null;
  said: 'merge-failed' | 'undo-failed' | 'other-member' | { stayed: number } | null;
  merge: () => Promise<void>;
  undo: () => Promise<void>;
  /** Content with the merge: no more is said of it. */
  accept: () => Promise<void>;
}

/** Of the member who is signed in. Looks again when their library has come from the service. */
export function useGuestMerge(account: string): GuestMergeState {
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [last, setLast] = useState<GuestMerge | null>(null);
  const [working, setWorking] = useState<GuestMergeState['working']>(null);
  const [said, setSaid] = useState<GuestMergeState['said']>(null);

  const look = useCallback(async () => {
    setLast(await lastGuestMerge(account));
    setPreview(await previewGuestMerge(account));
  }, [account]);
  const work = useCallback(
    async (what: 'merging' | 'undoing', act: () => Promise<GuestMergeState['said']>) => {
      setWorking(what);
      setSaid(null);
      try {
        setSaid(await act());
      } catch {
        setSaid(what === 'merging' ? 'merge-failed' : 'undo-failed');
      }
      setWorking(null);
      await look();
    },
    [look],
  );
  const undo = useCallback(() => work('undoing', () => undoGuestMerge(account)), [account, work]);

  useEffect(() => {
    const listening = new AbortController();
    const again = () => void look().catch(() => undefined);
    again();
    // What comes meanwhile is looked at once all is here.
    onNotice('sync-changed', ({ status }) => status !== 'syncing' && again(), listening.signal);
    return () => listening.abort();
  }, [look]);
  // Taking it back was wanted, and cut in the middle.
  const isCut = last?.status === 'undoing' && working === null && said === null;
  useEffect(() => {
    if (isCut) void undo();
  }, [isCut, undo]);

  return {
    preview,
    last,
    working,
    said,
    merge: () =>
      work('merging', async () => ((await mergeGuestLibrary(account)) === null ? 'other-member' : null)),
    undo,
    accept: async () => {
      await forgetGuestMerge(account);
      await look();
    },
  };
}
