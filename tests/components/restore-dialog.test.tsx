// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob, File as NodeFile } from 'node:buffer';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backupTexts } from '../../locales/backup.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { writeBackup } from '../../utils/keeping/write-backup.ts';
import type { Library } from '../../utils/library/library.ts';
import { sampleReading } from '../utils/library/sample-reading.ts';
import { click, mount, unmount } from './mount.ts';

vi.hoisted(() => {
  const session = { get: async () => ({}), set: async () => undefined };
  const sendMessage = async () => ({ ok: true });
  const api = { runtime: { id: 'our-extension', sendMessage }, storage: { session, local: session } };
  Object.assign(globalThis, { chrome: api, browser: api });
});
const { RestoreDialog } = await import('../../components/settings/RestoreDialog.tsx');
const { openAccountStore, openLibrary } = await import('../../utils/library/open-library.ts');

const texts = backupTexts['zh-CN'];
let tests = 0;
let account: string;
let library: Library;
let root: HTMLElement;
let id: string;

beforeEach(async () => {
  // jsdom's have no stream().
  vi.stubGlobal('Blob', Blob);
  vi.stubGlobal('File', NodeFile);
  Object.assign(HTMLDialogElement.prototype, { showModal() {} });
  setLanguage('zh-CN');
  tests += 1;
  account = `member-${tests}`;
  library = await openLibrary(account);
  const address = 'https://news.example/1';
  ({ id } = await library.saveArticle({ address, reading: sampleReading(), savedAt: 1 }));
});
afterEach(async () => {
  await unmount(root);
  vi.unstubAllGlobals();
});

async function backUp(): Promise<File> {
  const pipe = new TransformStream<Uint8Array, Uint8Array>();
  const archive = new Response(pipe.readable).arrayBuffer();
  await writeBackup(await openAccountStore(account), pipe.writable);
  return new File([await archive], 'backup.zip');
}

async function open(file: File): Promise<void> {
  root = await mount(<RestoreDialog account={account} file={file} onClose={() => {}} />);
  await vi.waitFor(async () => {
    await act(() => new Promise((resolve) => setTimeout(resolve, 20)));
    expect(root.querySelector('dl')).not.toBeNull();
  });
}

const start = () => [...root.querySelectorAll('button')].find((button) => button.textContent === texts.start);

it('offers to begin only where restoring would bring something', async () => {
  const file = await backUp();
  await open(file);
  expect(root.textContent).toContain(texts.nothing);
  expect(start()).toBeUndefined();
});

it('what was deleted since is something once the reader wants it back', async () => {
  const file = await backUp();
  await library.deleteArticle(id);
  await open(file);
  expect(root.textContent).toContain(texts.onlyDeleted);
  expect(start()).toBeUndefined();
  const box = root.querySelector<HTMLElement>('input[type=checkbox]');
  if (!box) throw new Error('no box to tick');
  await click(box);
  expect(start()).toBeDefined();
  expect(root.textContent).toContain(texts.neverOverwrites);
});

it('brings what was being typed too, and says so', async () => {
  await library.setDraft('note article a1', '写到一半');
  const file = await backUp();
  await library.setDraft('note article a1', null);
  await open(file);
  expect(root.textContent).toContain(texts.drafts + texts.added(1));
  expect(start()).toBeDefined();
});
