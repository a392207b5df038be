import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { accessOf, currentSession } from '../../utils/account/session.ts';
import { keptBlobs, missingBlobs } from '../../utils/library/needed-blobs.ts';
import { openAccountStore } from '../../utils/library/open-library.ts';
import type { OfflineStep } from '../../utils/messages/contract.ts';
import { askBlobSizes } from '../../utils/sync/blob-sizes.ts';
import { damagedBlobs } from '../../utils/sync/damaged-blobs.ts';
import { makeRoom } from '../../utils/sync/keep-offline.ts';
import { chooseOffline, type OfflineSetting, offlineSetting } from '../../utils/sync/offline-choice.ts';
import { servicePause } from '../../utils/sync/service-pause.ts';
import { onNotice, postNotice } from '../../utils/view-notices.ts';

export interface KeptSizes {
  here: { count: number; bytes: number };
  /** `bytes` is null where the service can't be asked; `elsewhere`: what it doesn't keep yet; `damaged`: what it sent was something else. */
  missing: { count: number; bytes: number | null; elsewhere: number; damaged: number };
}

export interface KeptTextsModel {
  /** Null until it is read. */
  setting: OfflineSetting | null;
  sizes: KeptSizes | null;
  step: OfflineStep | null;
  isMakingRoom: boolean;
  choose: (setting: OfflineSetting) => Promise<void>;
  /** What was removed; null where the service could not be asked. */
  makeRoom: () => Promise<{ count: number; bytes: number } | null>;
}

/** After a burst of changes, one measuring. */
const MEASURE_AFTER_MS = 800;

/** What is kept on this device of an account's texts and images, and the choice of how much; follows what other contexts do. */
export function useKeptTexts(account: string): KeptTextsModel {
  const [setting, setSetting] = useState<OfflineSetting | null>(null);
  const [sizes, setSizes] = useState<KeptSizes | null>(null);
  const [step, setStep] = useState<OfflineStep | null>(null);
  const [isMakingRoom, setMakingRoom] = useState(false);
  const known = useRef(new Map<string, number>());

  const measure = useCallback(async () => {
    const store = await openAccountStore(account);
    setSetting(await offlineSetting(store));
    setSizes(await measureKept(account, known.current));
  }, [account]);

  useEffect(() => {
    const listening = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined;
        measure().catch(() => undefined);
      }, MEASURE_AFTER_MS);
    };
    measure().catch(() => undefined);
    const { signal } = listening;
    onNotice(
      'offline-changed',
      (next) => {
        setStep(next);
        soon();
      },
      signal,
    );
    onNotice('offline-chosen', soon, signal);
    onNotice('library-changed', soon, signal);
    addEventListener('online', soon, { signal });
    return () => {
      clearTimeout(timer);
      listening.abort();
    };
  }, [measure]);

  const choose = async (next: OfflineSetting) => {
    setSetting(next);
    setStep(null);
    await chooseOffline(await openAccountStore(account), next);
    postNotice('offline-chosen');
  };
  const free = async () => {
    setMakingRoom(true);
    try {
      const session = await currentSession();
      if (session?.memberId !== account) return null;
      const store = await openAccountStore(account);
      if ((await servicePause(store)) !== null) return null;
      return await makeRoom(store, accessOf(session), new AbortController().signal);
    } catch {
      return null; // the service can't be asked: nothing was removed
    } finally {
      setMakingRoom(false);
      measure().catch(() => undefined);
    }
  };
  return { setting, sizes, step, isMakingRoom, choose, makeRoom: free };
}

async function measureKept(account: string, known: Map<string, number>): Promise<KeptSizes> {
  const store = await openAccountStore(account);
  const [here, needed, found] = [
    await keptBlobs(store, known),
    await missingBlobs(store),
    await damagedBlobs(store),
  ];
  const missing = needed.filter((hash) => !found.has(hash));
  const damaged = needed.length - missing.length;
  const all = { count: missing.length, bytes: null, elsewhere: 0, damaged };
  if (missing.length === 0) return { here, missing: { ...all, bytes: 0 } };
  const session = await currentSession();
  if (session?.memberId !== account || !navigator.onLine || (await servicePause(store)) !== null)
    return { here, missing: all };
  try {
    const kept = await askBlobSizes(accessOf(session), missing, new AbortController().signal);
    const bytes = [...kept.values()].reduce((sum, size) => sum + size, 0);
    return { here, missing: { count: kept.size, bytes, elsewhere: missing.length - kept.size, damaged } };
  } catch {
    return { here, missing: all }; // offline, or a service that doesn't tell sizes
  }
}
