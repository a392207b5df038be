import type { Change } from './patches.ts';

/** Pages and batches so small that a few records fill several. */
export const CONDITIONS: Change[] = [
  { file: 'protocol/sync.ts', find: 'MAX_PUSH_RECORDS = 500', replace: 'MAX_PUSH_RECORDS = 2' },
  { file: 'protocol/sync.ts', find: 'PULL_PAGE = 500', replace: 'PULL_PAGE = 3' },
  // Unpacking on another thread would take as many turns as it likes.
  {
    file: 'service/blobs/receive-blob.ts',
    find: "from 'node:zlib'",
    replace: "from '../../tests/simulation/gunzip-at-once.ts'",
  },
];
