// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Toasts } from '../../components/controls/Toasts.tsx';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { SyncView } from '../../components/library/SyncView.tsx';
import { useLive } from '../../components/library/use-live.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Library, Owner } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { announceChange } from '../../utils/library/open-library.ts';
import { acknowledge, readPushBatch } from '../../utils/library/push-batch.ts';
import { startOver } from '../../utils/library/start-over.ts';
import { openStore, type Store } from '../../utils/library/store.ts';
import { write } from '../../utils/library/write.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { ADDRESS, sampleReading } from '../utils/library/sample-reading.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

/** The background, which is asked to sync and says that it is. */
const asked = vi.hoisted(() => {
  const names: string[] = [];
  const kept = new Map<string, unknown>();
  const session = {
    get: async (key: string) => (kept.has(key) ? { [key]: kept.get(key) } : {}),
    set: async (items: Record<string, unknown>) => {
      for (const [key, value] of Object.entries(items)) kept.set(key, value);
    },
  };
  const sendMessage = async ({ name }: { name: string }) => {
    names.push(name);
    return { answer: state(navigator.onLine ? 'synced' : 'offline') };
  };
  function state(status: string) {
    return { status, waiting: 0, lastSyncedAt: Date.now(), reason: null, member: null };
  }
  const api = { runtime: { id: 'our-extension', sendMessage }, storage: { session, local: session } };
  Object.assign(globalThis, { chrome: api, browser: api });
  return names;
});

const MEMBER = { id: 'member', name: '沈若溪', phone: '138 **** 4071' };
const WAITING: SyncState = {
  status: 'waiting',
  waiting: 1,
  lastSyncedAt: Date.now(),
  reason: null,
  retryAt: null,
  progress: null,
  member: MEMBER,
};

let store: Store;
let library: Library;
let root: HTMLElement | null = null;
let opened = 0;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  localStorage.clear();
  setLanguage('zh-CN');
  asked.length = 0;
  // An account of its own each time: the page keeps the libraries it has opened.
  opened += 1;
  store = await openStore(`member-${opened}`, 'aaaa', Date.now);
  await startOver(store, 'epoch-one');
  library = localLibrary(store, announceChange);
});

afterEach(async () => {
  for (const toast of toasts.value) dismissToast(toast.id);
  if (root) await unmount(root);
  root = null;
  vi.unstubAllGlobals();
});

async function open(state: SyncState = WAITING, at?: string): Promise<void> {
  root = await mount(
    <>
      <Page state={state} at={at} />
      <Toasts />
    </>,
  );
  // First the articles, then the page that is made of them: `act` draws at its end.
  for (let round = 0; round < 3; round += 1) {
    // On a busy machine what was asked before this is answered before this.
    await library.listing();
    await settle();
  }
}

/** As the library page does: reads its articles, again after each change. */
function Page({ state, at }: { state: SyncState; at: string | undefined }) {
  const rows = useLive(() => library.listing(), [library]).value?.rows;
  return rows && <SyncView library={library} rows={rows} state={state} at={at} onState={() => undefined} />;
}

const text = () => root?.textContent ?? '';
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 100)));
const until = (check: () => unknown) =>
  vi.waitFor(
    async () => {
      await settle();
      expect(await check()).toBeTruthy();
    },
    { timeout: 10_000 },
  );

const saveArticle = () => library.saveArticle({ address: ADDRESS, reading: sampleReading(), savedAt: 1 });

async function refuseTag(): Promise<void> {
  await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
  await acknowledge(store, await readPushBatch(store, 500, 1_000_000), [{ refused: 'quota-exceeded' }]);
}

describe('the first sentence', () => {
  it('counts what waits, what was refused and what differs, and says that all of it is stored', async () => {
    await refuseTag();
    const { id } = await saveArticle();
    for (const words of ['甲', '乙']) await library.writeNote({ kind: 'article', id }, words, []);
    await open();
    expect(text()).toContain('1 条待同步，1 条被退回，1 处两台设备写得不一样。都在本机存着，一条没丢。');
  });

  it('says that nothing has left, to a guest', async () => {
    await open({ ...WAITING, status: 'guest', member: null });
    expect(text()).toContain('没有一条离开过这台电脑');
    expect(byRole('link', '登录').getAttribute('href')).toContain('sign-in');
  });

  it('says that the service has what is not here yet, while a library is taken in', async () => {
    await open({ ...WAITING, status: 'syncing', waiting: 0, progress: { done: 500, total: 1208 } });
    expect(text()).toContain('还没取到本机的，服务都存着。');
    expect(text()).not.toContain('都在本机存着，一条没丢。');
  });

  it('stays while it is asked again whether there is anything new', async () => {
    await open({ ...WAITING, status: 'syncing', waiting: 0 });
    expect(text()).toContain('全部送出了');
  });

  it('says why nothing goes out', async () => {
    await saveArticle();
    await open({ ...WAITING, status: 'offline' });
    expect(text()).toContain('离线。收藏、标注、笔记照常，联网后送出。');
  });
});

it('answers a press of 现在同步 where nothing can go out', async () => {
  await saveArticle();
  await open({ ...WAITING, status: 'offline' });
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  await click(byRole('button', '现在同步'));
  await settle();
  vi.restoreAllMocks();
  expect(toasts.value.map((toast) => toast.text)).toEqual(['离线。收藏、标注、笔记照常，联网后送出。']);
});

describe('what waits', () => {
  it('is listed by its words, with what it belongs to', async () => {
    const { id } = await saveArticle();
    await library.addTag({ kind: 'article', id }, '年终报告');
    await open();
    const rows = [...document.querySelectorAll('li')].map((row) => row.textContent);
    expect(rows[0]).toMatch(/^文章接起电话之前含正文坐席笔记.*排队$/);
    expect(rows[2]).toMatch(/^打的标签年终报告接起电话之前.*排队$/);
  });

  it('is on its way while a sync carries it', async () => {
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终报告' }));
    await readPushBatch(store, 500, 1_000_000);
    await open({ ...WAITING, status: 'syncing' });
    expect(text()).toContain('正在送出');
  });

  it('is counted where there are more than a hundred', async () => {
    await write(store, async (writer) => {
      for (let index = 0; index < 130; index += 1) await writer.set('tag', `t${index}`, { name: `${index}` });
    });
    await open();
    await until(() => document.querySelectorAll('li').length === 100);
    expect(text()).toContain('还有 30 条');
  });
});

describe('what was refused', () => {
  it('goes out again when asked', async () => {
    await refuseTag();
    await open();
    expect(text()).toContain('标签 年终报告');
    expect(text()).toContain('账号的存储空间满了');
    await click(byRole('button', '再送一次'));
    await until(async () => (await store.database.count('refused')) === 0);
    await until(() => asked.includes('sync-now'));
    expect(await store.database.count('outbox')).toBe(1);
    await until(() => document.activeElement?.textContent === '同步');
  });

  it('goes out again all together, and past a hundred is counted', async () => {
    const row = { kind: 'tag', reason: 'too-large', at: 1, record: null };
    for (let index = 0; index < 130; index += 1) {
      await write(store, (writer) => writer.set('tag', `t${index}`, { name: `标签 ${index}` }));
      await store.database.put('refused', { ...row, id: `t${index}` });
    }
    await store.database.clear('outbox');
    await store.database.put('refused', { ...row, id: 'theirs', reason: 'malformed' });
    await open();
    await until(() => document.querySelectorAll('li').length === 100);
    expect(text()).toContain('还有 31 条');
    await click(byRole('button', '全部再送'));
    await until(() => asked.includes('sync-now'));
    expect(await store.database.getAllKeys('refused')).toEqual([['tag', 'theirs']]);
    expect(await store.database.count('outbox')).toBe(130);
  });

  it('is given up, and put back by 撤销', async () => {
    await refuseTag();
    await open();
    await click(byRole('button', '放弃'));
    await until(() => text().includes('已放弃标签 年终报告'));
    expect(await store.database.count('records')).toBe(0);
    await click(byRole('button', '撤销'));
    await until(() => text().includes('已放回，等着再送'));
    expect(await store.database.count('outbox')).toBe(1);
    await until(() => text().includes('1 条待同步'));
  });

  it('is offered again where putting it back fails', async () => {
    await refuseTag();
    const undoDiscard = vi.fn(library.undoDiscard).mockRejectedValueOnce(new Error('no room'));
    library = { ...library, undoDiscard };
    await open();
    await click(byRole('button', '放弃'));
    await until(() => text().includes('已放弃'));
    await click(byRole('button', '撤销'));
    await until(() => text().includes('没有放回去'));
    await click(byRole('button', '撤销'));
    await until(() => text().includes('已放回，等着再送'));
    expect(await store.database.count('records')).toBe(1);
  });

  it('stays where it was edited a moment ago', async () => {
    await refuseTag();
    await open();
    await write(store, (writer) => writer.set('tag', 't1', { name: '年终小结' }));
    await click(byRole('button', '放弃'));
    await until(() => text().includes('没有放弃'));
    expect(await store.database.count('records')).toBe(1);
  });
});

describe('a note that two devices wrote apart', () => {
  const MARK: Owner = { kind: 'mark', id: 'mark000000000001' };

  async function conflict(...words: string[]): Promise<string> {
    const { id } = await saveArticle();
    await library.saveMark({
      articleId: id,
      id: MARK.id,
      pageSelectors: [{ type: 'TextQuoteSelector', exact: '来电人上一次', prefix: '', suffix: '' }],
      colour: 2,
      style: 'ground',
    });
    const { values } = await library.writeNote(MARK, words[0] ?? '', []);
    // Another device's stamp has another device part.
    for (const [index, other] of words.slice(1).entries()) {
      const stamp = `${Date.now() + 1000 + index}-0000-otherzzz`;
      await write(store, (writer) =>
        writer.adopt({
          kind: 'mark',
          id: MARK.id,
          fields: {},
          notes: { note: [{ stamp, text: other, seen: {} }] },
        }),
      );
    }
    expect(values).toHaveLength(1);
    return id;
  }
  const openField = async () => {
    await click(byRole('button', '合成一份'));
    await until(() => document.querySelector('textarea'));
  };
  const note = async (id: string) =>
    (await library.marks(id))[0]?.note.values.map(({ text: words }) => words).sort();

  it('stands side by side, each with its device, and what differs underlined', async () => {
    await conflict('汇报第 3 页', '汇报第 4 页');
    await open();
    expect(byRole('heading', '来电人上一次')).toBeTruthy();
    expect([...document.querySelectorAll('article b')].map((name) => name.textContent)).toEqual([
      '这台设备',
      '另一台设备',
    ]);
    expect([...document.querySelectorAll('ins')].map((part) => part.textContent)).toEqual(['3', '4']);
  });

  it('becomes the one that is chosen, and both again by 撤销', async () => {
    const id = await conflict('汇报第 3 页', '汇报第 4 页');
    await open();
    const [, second] = [...document.querySelectorAll('button')].filter((one) => one.textContent === '用这份');
    if (!second) throw new Error('no choice');
    await click(second);
    await until(() => text().includes('笔记选定了'));
    expect(await note(id)).toEqual(['汇报第 4 页']);
    await until(() => !text().includes('两份都在'));
    await click(byRole('button', '撤销'));
    await until(() => text().includes('两份又都在了'));
    expect(await note(id)).toEqual(['汇报第 3 页', '汇报第 4 页']);
    // Both were written here now, which doesn't make both this device's.
    const names = () => [...document.querySelectorAll('article b')].map((name) => name.textContent);
    await until(() => names().join() === '第 1 份,第 2 份');
  });

  it('keeps the focus when joining is put off', async () => {
    await conflict('甲', '乙');
    await open();
    await openField();
    byRole('button', '先不合').focus();
    await click(byRole('button', '先不合'));
    expect(document.activeElement?.tagName).toBe('ARTICLE');
  });

  it('is joined from three in a field, kept as a draft, and saved over all of them', async () => {
    const id = await conflict('甲', '乙', '丙');
    await open();
    await openField();
    const field = byRole('textbox', '合成的笔记');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    expect(field.value).toBe('甲\n\n乙\n\n丙');
    await type(field, '甲乙丙');
    await until(async () => (await library.draft(`merge mark ${MARK.id}`))?.endsWith('甲乙丙'));
    expect(await note(id)).toHaveLength(3);
    await click(byRole('button', '存成一份'));
    await until(() => text().includes('笔记合成了一份'));
    expect(await note(id)).toEqual(['甲乙丙']);
    expect(await library.draft(`merge mark ${MARK.id}`)).toBeNull();
    await click(byRole('button', '撤销'));
    await until(() => text().includes('两份又都在了'));
    expect(await note(id)).toEqual(['丙', '乙', '甲'].sort());
    // The joined words are nowhere else.
    expect(await library.draft(`merge mark ${MARK.id}`)).toContain('甲乙丙');
  });

  it('goes on being joined where a page that went away left off', async () => {
    await conflict('甲', '乙');
    await open();
    await openField();
    const field = byRole('textbox', '合成的笔记');
    if (!(field instanceof HTMLTextAreaElement)) throw new Error('no field');
    await type(field, '合到一半');
    await settle();
    if (root) await unmount(root);
    await open();
    await until(() => document.querySelector('textarea')?.value === '合到一半');
  });

  it('keeps a third value that comes while two are joined', async () => {
    const id = await conflict('甲', '乙');
    await open();
    await openField();
    await library.writeNote(MARK, '丙', []);
    await settle();
    await click(byRole('button', '存成一份'));
    await until(() => text().includes('笔记合成了一份'));
    expect(await note(id)).toEqual(['丙', '甲\n\n乙']);
  });

  it('stays in its field while it is joined, though another device settles it, and then stands beside that', async () => {
    const id = await conflict('甲', '乙');
    await open();
    await openField();
    const field = byRole('textbox', '合成的笔记') as HTMLTextAreaElement;
    await type(field, '甲和乙，合到一半');
    const values = (await library.marks(id))[0]?.note.values ?? [];
    await library.writeNote(
      MARK,
      '别处选定的',
      values.map(({ stamp }) => stamp),
    );
    await until(() => text().includes('这条笔记在别处选定了'));
    expect(field.isConnected).toBe(true);
    expect(field.value).toBe('甲和乙，合到一半');
    await click(byRole('button', '存成一份'));
    await until(() => text().includes('笔记合成了一份'));
    expect(await note(id)).toEqual(['别处选定的', '甲和乙，合到一半']);
  });

  it('is not saved longer than a note may be, and says so', async () => {
    const id = await conflict('甲'.repeat(15_000), '乙'.repeat(15_000));
    await open();
    await openField();
    expect(text().includes('30002 字，最多 20000 字')).toBe(true);
    await click(byRole('button', '存成一份'));
    await settle();
    expect(await note(id)).toHaveLength(2);
  });

  it('has the focus when a sign in a list led to it', async () => {
    Element.prototype.scrollIntoView = () => undefined; // jsdom has no layout to scroll
    const id = await conflict('甲', '乙');
    await open(WAITING, `article:${id}`);
    await until(() => document.activeElement?.id === `note-of-mark-${MARK.id}`);
  });
});
