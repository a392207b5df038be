import type { Change } from './patches.ts';

/** Pages and batches so small that a few records fill several. */
export const CONDITIONS: Change[] = [
  { file: 'protocol/sync.ts', find: 'MAX_PUSH_RECORDS = 500', replace: 'MAX_PUSH_RECORDS = 2' },
  { file: 'protocol/sync.ts', find: 'PULL_PAGE = 500', replace: 'PULL_PAGE = 3' },
];
