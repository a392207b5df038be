import { paced } from './paced.ts';
import { syncIfDue } from './sync.ts';

/**
 * Syncs soon, in this context: at once when idle, then at most once each 500 ms. For the background after each edit; should it die before,
 * the outbox waits for the next start, page or alarm.
 */
export const scheduleSync: () => void = paced(() => {
  // What goes wrong on the way to the service is in the sync state; anything else must not take the background down.
  syncIfDue().catch((error: unknown) => console.error('sync failed', error));
});
