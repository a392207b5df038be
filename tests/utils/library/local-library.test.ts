import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, vi } from 'vitest';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { openStore } from '../../../utils/library/store.ts';
import { describeLibrary } from './library-suite.ts';

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory());
});

describeLibrary('the library over IndexedDB', async () =>
  localLibrary(await openStore('guest', 'test'), () => undefined),
);
