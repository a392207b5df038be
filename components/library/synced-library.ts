import type { Library } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';

/** One sync for a burst of changes. */
const SOON_MS = 100;

/** What reads, or writes only for this device. Everything else is a change that other devices want. */
const LOCAL: ReadonlySet<keyof Library> = new Set<keyof Library>([
  ...([
    'account',
    'article',
    'articleAt',
    'articles',
    'listing',
    'newestArticles',
    'search',
    'snippets',
    'snapshot',
    'isHere',
    'image',
    'marks',
    'marksInBin',
    'tags',
    'planRename',
    'savedSearches',
  ] as const),
  ...([
    'sites',
    'siteRules',
    'preference',
    'draft',
    'setDraft',
    'conflicts',
    'conflictCount',
    'outbox',
    'waitingRecords',
  ] as const),
]);

/**
 * The same library; after each change made through it the background is asked to sync, since a worker that sleeps doesn't hear of
 * changes by itself. That it can't be asked loses nothing: the outbox waits for its next start.
 */
export function syncedLibrary(library: Library): Library {
  let timer: ReturnType<typeof setTimeout> | null = null;
  const sync = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    call('sync-now').catch(() => undefined);
  };
  const syncSoon = () => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(sync, SOON_MS);
  };
  // A popup is closed sooner than that.
  addEventListener('pagehide', sync);
  return new Proxy(library, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function' || LOCAL.has(name as keyof Library)) return member;
      return async (...values: unknown[]) => {
        const result: unknown = await member.apply(target, values);
        syncSoon();
        return result;
      };
    },
  });
}
