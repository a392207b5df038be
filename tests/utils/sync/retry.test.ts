import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { SyncState } from '../../../utils/messages/contract.ts';
import { createRetry } from '../../../utils/sync/retry.ts';

const WELL: SyncState = {
  status: 'synced',
  waiting: 0,
  lastSyncedAt: 1,
  reason: null,
  member: null,
  retryAt: null,
  progress: null,
};
const CUT_OFF: SyncState = { ...WELL, status: 'offline', reason: 'service-unreachable' };

let asked: number;
let stopping: AbortController;
let tell: (state: SyncState) => void;
beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  stopping = new AbortController();
  tell = createRetry(() => {
    asked += 1;
  }, stopping.signal);
});
afterEach(() => vi.useRealTimers());

it('asks again with growing pauses while the service can not be reached', () => {
  tell(CUT_OFF);
  vi.advanceTimersByTime(2_000);
  expect(asked).toBe(1);
  tell(CUT_OFF);
  vi.advanceTimersByTime(1_900);
  expect(asked).toBe(1);
  vi.advanceTimersByTime(2_100);
  expect(asked).toBe(2);
});

it('comes back no later for all that the reader does meanwhile', () => {
  for (let times = 0; times < 10; times += 1) tell(CUT_OFF);
  vi.advanceTimersByTime(2_000);
  expect(asked).toBe(1);
});

it('comes back soon after the time that the service has named, and not before', () => {
  const busy: SyncState = { ...CUT_OFF, reason: 'busy', retryAt: Date.now() + 15_000 };
  for (let times = 0; times < 10; times += 1) tell(busy);
  vi.advanceTimersByTime(14_999);
  expect(asked).toBe(0);
  vi.advanceTimersByTime(3_100);
  expect(asked).toBe(1);
});

it('asks no more once all is well, or the page has gone', () => {
  tell(CUT_OFF);
  tell(WELL);
  tell({ ...CUT_OFF, reason: 'portal' });
  stopping.abort();
  vi.advanceTimersByTime(600_000);
  expect(asked).toBe(0);
});
