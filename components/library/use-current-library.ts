import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import type { Library } from '../../utils/library/library.ts';
import { openCurrentLibrary } from '../../utils/library/open-library.ts';
import { onNotice } from '../../utils/view-notices.ts';
import { syncedLibrary } from './synced-library.ts';

interface CurrentLibrary {
  library: Library | null;
  hasFailed: boolean;
  reopen: () => void;
}

/** The library of whoever is signed in, opened anew when that changes. */
export function useCurrentLibrary(): CurrentLibrary {
  const [state, setState] = useState<Omit<CurrentLibrary, 'reopen'>>({ library: null, hasFailed: false });
  const reopen = useCallback(() => {
    openCurrentLibrary().then(
      (library) => setState({ library: syncedLibrary(library), hasFailed: false }),
      () => setState({ library: null, hasFailed: true }),
    );
  }, []);
  useLayoutEffect(() => {
    const listening = new AbortController();
    reopen();
    onNotice('session-changed', reopen, listening.signal);
    return () => listening.abort();
  }, [reopen]);
  return { ...state, reopen };
}
