// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Popup } from '../../components/article/Popup.tsx';
import { openPopup } from '../../components/article/popup-model.ts';
import type { PopupModel, PopupWorld } from '../../components/article/popup-state.ts';
import { WRITE_AFTER_MS } from '../../components/article/use-note.ts';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { libraryTexts } from '../../locales/library.ts';
import { popupTexts } from '../../locales/popup.ts';
import { setLanguage, setSingleKeys } from '../../utils/appearance.ts';
import { readArticle } from '../../utils/article/read-article.ts';
import type { Reading, ReadingPages } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import type { PageReading, SaveResult, SyncState } from '../../utils/messages/contract.ts';
import { packDraft, unpackDraft } from '../../utils/note-draft.ts';
import { NIGHT_SHIFT } from '../utils/summary/sample-articles.ts';
import { byRole, click, mount, press, type, unmount } from './mount.ts';

const ADDRESS = 'https://pinglun.example/guancha/fw/902.html';
const MEMBER: SyncState = {
  status: 'synced',
  waiting: 0,
  lastSyncedAt: Date.now(),
  reason: null,
  retryAt: null,
  progress: null,
  member: { id: 'm1', name: '沈若溪', phone: '138 **** 4071' },
};
const GUEST: SyncState = { ...MEMBER, status: 'guest', lastSyncedAt: null, member: null };

let library: Library;
let root: HTMLElement | null = null;
const world = {
  isSiteOn: false,
  grant: true,
  switched: [] as unknown[],
  opened: [] as string[],
  stopped: [] as unknown[],
  result: null as SaveResult | null,
  /** A save that takes its time. */
  waiting: null as Promise<SaveResult> | null,
  /** In place of the fixture's. */
  reading: null as Reading | null,
};

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  localStorage.clear();
  setLanguage('zh-CN');
  Object.assign(world, {
    isSiteOn: false,
    grant: true,
    switched: [],
    opened: [],
    stopped: [],
    result: null,
    reading: null,
    waiting: null,
  });
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
});

afterEach(async () => {
  for (const toast of toasts.value) dismissToast(toast.id);
  if (root) await unmount(root);
  root = null;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const pageOf = (name: string, address: string) => {
  const html = readFileSync(`${import.meta.dirname}/../fixtures/pages/${name}.html`, 'utf8');
  return readArticle(new DOMParser().parseFromString(html, 'text/html'), address);
};

/** The background's part, for one tab: reads the fixture, saves into the same library. */
const answerer = (name: string, address: string): PopupWorld['ask'] =>
  (async (message: string, body?: unknown) => {
    const page: PageReading = {
      documentId: 'd1',
      address,
      reading: world.reading ?? pageOf(name, address),
      articleId: (await library.articleAt(address))?.id ?? null,
    };
    if (message === 'read-page') return page;
    if (message === 'save-page') return (await world.waiting) ?? world.result ?? (await saved(page));
    if (message === 'stop-reading') return void world.stopped.push(body);
    if (message === 'site-switched') return void world.switched.push(body);
    throw new Error(`nobody answers ${message}`);
  }) as PopupWorld['ask'];

const saved = async ({ reading, address }: PageReading): Promise<SaveResult> => ({
  status: 'saved',
  isNewVersion: true,
  article: await library.saveArticle({ address, reading, savedAt: Date.UTC(2026, 10, 20) }),
});

async function open(name = 'full-width-labels', { address = ADDRESS as string | null, sync = MEMBER } = {}) {
  const model = await openPopup({
    tab: { id: 7, address, title: '网页的标题' },
    library,
    keys: { save: 'Alt+Shift+S', reader: '' },
    ask: answerer(name, address ?? ''),
    openPage: (path) => world.opened.push(path),
    close: () => {},
    isSiteOn: async () => world.isSiteOn,
    requestSite: async () => world.grant,
  });
  root = await mount(<Popup model={model} />);
  return act(async () => {
    model.showSync(sync);
  }).then(() => model);
}

const read = (model: PopupModel) =>
  act(() => Promise.all([model.reload(), model.readAgain()]).then(() => {}));
const text = () => root?.textContent ?? '';
const tagField = () => {
  const field = document.querySelector<HTMLInputElement>('input[role=combobox]');
  if (!field) throw new Error('no field for tags');
  return field;
};
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 30)));
/** Waits for what the library and the views still have to do. */
const until = (check: () => unknown) =>
  vi.waitFor(
    async () => {
      await settle();
      expect(await check()).toBeTruthy();
    },
    { timeout: 10_000 },
  );

async function openSaved(sync = MEMBER): Promise<PopupModel> {
  await saved({
    documentId: 'd1',
    address: ADDRESS,
    reading: pageOf('full-width-labels', ADDRESS),
    articleId: null,
  });
  const model = await open('full-width-labels', { sync });
  await read(model);
  return model;
}

describe('an article that is not saved', () => {
  it('shows each field with the place it was found in, and says what the page does not have', async () => {
    const model = await open('missing-fields');
    expect(text()).toContain('网页的标题');
    await read(model);
    const rows = [...document.querySelectorAll('dl:not(details dl) > div')].map((row) => row.textContent);
    expect(rows).toEqual([
      '分类页面上没有写补上',
      '作者页面上没有写补上',
      '来源页面上没有写补上',
      '发布时间2025-03-07题下一行更正',
      '摘要页面上没有写补上',
    ]);
  });

  it('tells guests that it stays on this machine, and leads to sign-in and register', async () => {
    const model = await open('full-width-labels', { sync: GUEST });
    await read(model);
    expect(byRole('button', '收藏到这台电脑')).toBeTruthy();
    await click(byRole('link', '登录'));
    await click(byRole('link', '注册'));
    expect(world.opened).toEqual(['account.html#/sign-in', 'account.html#/register']);
  });

  it('is sealed with its date once it is saved', async () => {
    const model = await open();
    await read(model);
    await click(byRole('button', '收藏本文'));
    await until(() => document.querySelector('[role=img][aria-label^="已收藏，2026-11-20"]'));
    expect(byRole('link', '开始阅读').getAttribute('href')).toMatch(/^\/library\.html#\/article\/\w+/);
  });

  it.each([
    [{ status: 'storage-full' }, '磁盘满了，没有存下。原来收藏的都在。'],
    [{ status: 'page-changed' }, '页面刚换了，没有收藏'],
    [{ status: 'not-readable', reason: 'no-text' }, '没有读到正文，没有收藏'],
  ] as [SaveResult, string][])('says what happened when it was not saved: %o', async (result, words) => {
    world.result = result;
    const model = await open();
    await read(model);
    await click(byRole('button', '收藏本文'));
    await until(() => document.querySelector('[role=alert]')?.textContent?.includes(words));
    expect(await library.articles()).toEqual([]);
  });
});

describe('the offer to switch the site on', () => {
  it('comes after the first save, is granted in the click, and comes once', async () => {
    const model = await open();
    await read(model);
    await act(() => model.save());
    expect(text()).toContain('以后在这个网站自动显示');
    await click(byRole('button', '打开'));
    await until(() => world.switched.length === 2);
    expect(world.switched.at(-1)).toEqual({ pattern: 'https://pinglun.example/*', on: true });
    await act(() => model.save());
    expect(text()).not.toContain('只看 pinglun.example');
  });

  it('leaves the site off when the browser’s question is refused', async () => {
    world.grant = false;
    const model = await open();
    await read(model);
    await act(() => model.save());
    await click(byRole('button', '打开'));
    await until(() => world.switched.length === 2);
    expect(world.switched.at(-1)).toEqual({ pattern: 'https://pinglun.example/*', on: false });
    expect(text()).toContain('没有打开');
  });

  it('waits with its button, and says so where the site could not be switched on', async () => {
    let answer: (error: Error) => void = () => undefined;
    const model = await open();
    await read(model);
    await act(() => model.save());
    vi.spyOn(model, 'acceptOffer').mockReturnValue(
      new Promise((_, reject) => {
        answer = reject;
      }),
    );
    await click(byRole('button', '打开'));
    await settle();
    expect(byRole('button', '打开').getAttribute('aria-busy')).toBe('true');
    await act(() => answer(new Error('no room')));
    await until(() => text().includes(popupTexts['zh-CN'].siteFailed));
    expect(byRole('button', '打开').getAttribute('aria-busy')).toBeNull();
  });

  it('does not come where the site is on', async () => {
    world.isSiteOn = true;
    const model = await open();
    await read(model);
    await act(() => model.save());
    expect(text()).not.toContain('以后在这个网站自动显示');
  });
});

describe('a saved article', () => {
  it('is painted from the library before the page was read', async () => {
    await saved({
      documentId: 'd1',
      address: ADDRESS,
      reading: pageOf('full-width-labels', ADDRESS),
      articleId: null,
    });
    await open();
    expect(byRole('heading', '把静音键还给坐席')).toBeTruthy();
    expect(byRole('link', '开始阅读')).toBeTruthy();
  });

  it('keeps a note at every key stroke, and writes it after a second of quiet', async () => {
    await openSaved();
    const note = byRole('textbox', '笔记');
    if (!(note instanceof HTMLTextAreaElement)) throw new Error('no note');
    await type(note, '和去年那篇对着看');
    await until(() => text().includes('每一字都已存好'));
    const [article] = await library.articles();
    const kept = await library.draft(`note article ${article?.id}`);
    expect(unpackDraft(kept)).toEqual({ text: '和去年那篇对着看', seen: [] });
    await act(() => new Promise((resolve) => setTimeout(resolve, WRITE_AFTER_MS)));
    await until(async () => (await library.articles())[0]?.note.text === '和去年那篇对着看');
    await until(async () => (await library.draft(`note article ${article?.id}`)) === null);
  });

  it('takes up a draft that a closing popup left behind', async () => {
    const model = await openSaved();
    const id = model.state.value.article?.id ?? '';
    await unmount(document.body.firstElementChild as HTMLElement);
    await library.setDraft(`note article ${id}`, '没写完的半句');
    root = await mount(<Popup model={model} />);
    await until(() => document.querySelector('textarea')?.value === '没写完的半句');
    await unmount(root);
    await until(async () => (await library.article(id))?.note.text === '没写完的半句');
  });

  it('puts a draft that was left behind beside what another device wrote since, never over it', async () => {
    const model = await openSaved();
    const owner = { kind: 'article' as const, id: model.state.value.article?.id ?? '' };
    await unmount(document.body.firstElementChild as HTMLElement);
    await library.setDraft(`note article ${owner.id}`, packDraft({ text: '没写完的半句', seen: [] }));
    await library.writeNote(owner, '另一台电脑上写的', []);
    await model.reload();
    root = await mount(<Popup model={model} />);
    await act(() => new Promise((resolve) => setTimeout(resolve, WRITE_AFTER_MS + 100)));
    const note = (await library.article(owner.id))?.note;
    expect(note?.values.map((value) => value.text).sort()).toEqual(
      ['另一台电脑上写的', '没写完的半句'].sort(),
    );
    expect(text()).toContain('没选之前，两份都在');
  });

  it('shows both copies of a note that was edited on two devices, and keeps the one that is chosen', async () => {
    const model = await openSaved();
    const owner = { kind: 'article' as const, id: model.state.value.article?.id ?? '' };
    await library.writeNote(owner, '台式机上写的', []);
    await library.writeNote(owner, '笔记本上写的', []);
    await act(() => model.reload());
    expect(text()).toContain('没选之前，两份都在');
    expect(text()).toContain('台式机上写的');
    expect(text()).toContain('笔记本上写的');
    await click(byRole('link', '两份笔记'));
    expect(world.opened).toEqual([`library.html#/sync/article%3A${owner.id}`]);
    // Tags are offered in a list of buttons too.
    const buttons = [...document.querySelectorAll<HTMLElement>('li button')];
    const first = buttons.find((button) => button.textContent?.includes('用这份'));
    if (!first) throw new Error('no choice');
    await click(first);
    await until(() => document.querySelector('textarea')?.value === '台式机上写的');
    await until(async () => (await library.article(owner.id))?.note.values.length === 1);
  });

  it('adds and removes tags', async () => {
    const model = await openSaved();
    await act(async () => void (await model.addTag('远程银行')));
    await click(byRole('button', '去掉标签“远程银行”'));
    await until(async () => (await library.articles())[0]?.tags.length === 0);
  });

  it('keeps a tag that was typed and not added, for the next time the popup is opened', async () => {
    await openSaved();
    await type(tagField(), '远程');
    await settle();
    if (root) await unmount(root);
    const model = await open();
    await read(model);
    await until(() => tagField().value === '远程');
    await press(tagField(), 'Enter');
    await until(async () => (await library.articles())[0]?.tags[0]?.name === '远程');
    expect(tagField().value).toBe('');
  });

  it('focuses the tag field by T, but not while something is typed', async () => {
    await openSaved();
    await press(byRole('textbox', '笔记'), 't');
    expect(document.activeElement?.getAttribute('role')).not.toBe('combobox');
    await press(document.body, 't');
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });

  it('leaves T alone where the reader switched single keys off', async () => {
    setSingleKeys(false);
    onTestFinished(() => setSingleKeys(true));
    await openSaved();
    await press(document.body, 't');
    expect(document.activeElement?.getAttribute('role')).not.toBe('combobox');
    await act(() => setSingleKeys(true));
    await press(document.body, 't');
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });

  it('goes to the recycle bin at once, and comes back with 撤销', async () => {
    await openSaved();
    await click(byRole('button', '删去'));
    await until(() => text().includes('文章已删去'));
    expect(await library.articles()).toEqual([]);
    await click(byRole('button', '撤销'));
    await until(() => document.querySelector('[role=img][aria-label^="已收藏"]'));
    expect(await library.articles()).toHaveLength(1);
  });

  it('shows what was read last, however long an earlier reading takes', async () => {
    const model = await openSaved();
    const articleId = model.state.value.article?.id ?? '';
    const { marks } = library;
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    vi.spyOn(library, 'marks').mockImplementationOnce(async (id) => {
      const read = await marks(id);
      await gate;
      return read;
    });
    const quote = { type: 'TextQuoteSelector', exact: '夜班', prefix: '', suffix: '' } as const;
    const readings = [model.reload()];
    await settle();
    await library.saveMark({
      id: 'mark0000000000a1',
      articleId,
      pageSelectors: [quote],
      colour: 1,
      style: 'ground',
    });
    readings.push(model.reload());
    await settle();
    goOn();
    await act(() => Promise.all(readings).then(() => {}));
    expect(model.state.value.marks).toHaveLength(1);
  });

  it('says so where it can not come back from the recycle bin', async () => {
    await openSaved();
    await click(byRole('button', '删去'));
    await until(() => text().includes('文章已删去'));
    vi.spyOn(library, 'restoreArticle').mockRejectedValue(new Error('disk full'));
    await click(byRole('button', '撤销'));
    await until(() => text().includes(libraryTexts['zh-CN'].actionFailed));
  });

  it('says when it is offline, and that words are stored here', async () => {
    const model = await openSaved({ ...MEMBER, status: 'offline', waiting: 3 });
    const id = model.state.value.article?.id ?? '';
    await act(() => library.writeNote({ kind: 'article', id }, '写了一句', []).then(model.reload));
    expect(text()).toContain('离线。收藏、标注、笔记照常，联网后送出。');
    expect(text()).toContain('3 条待同步');
    expect(text()).toContain('已存在本机');
  });
});

describe('the images of an article that is being saved', () => {
  it('are counted while they are fetched, with how much an article may take', async () => {
    let end = () => {};
    world.waiting = new Promise((resolve) => {
      end = () => resolve({ status: 'not-readable', reason: 'no-text' });
    });
    const model = await openSaved();
    const saving = model.save();
    await act(() => model.showImages({ tabId: 8, done: 1, total: 2, bytes: 1_000_000 }));
    expect(text()).not.toContain('正在取图片');
    await act(() => model.showImages({ tabId: 7, done: 3, total: 5, bytes: 29_000_000 }));
    expect(text()).toMatch(/正文已存好，正在取图片 3 \/ 5，29\sMB（一篇最多 30\sMB）/);
    end();
    await act(() => saving);
    expect(text()).not.toContain('正在取图片');
  });
});

describe('a page that is no article', () => {
  it('is said to be none, and why', async () => {
    const model = await open('member', { address: 'https://pinglun.example/member/' });
    await read(model);
    expect(byRole('heading', '这一页不是文章')).toBeTruthy();
    expect(text()).toContain('这是会员页');
  });

  it.each([
    ['chrome://settings/', '浏览器自己的页面'],
    ['https://chromewebstore.google.com/detail/x', '扩展商店的页面'],
    ['https://pinglun.example/report.PDF', 'PDF 文件'],
    ['file:///home/x/page.html', '电脑里的文件'],
    [null, '浏览器没有让扩展看这一页'],
  ])('is said to be closed to extensions where the browser says so: %s', async (address, words) => {
    const model = await open('list', { address });
    await read(model);
    expect(byRole('heading', '这一页读不了')).toBeTruthy();
    expect(text()).toContain(words);
  });
});

describe('an article of several pages', () => {
  const pages = (missing: number[], reason: ReadingPages['reason']): ReadingPages => ({
    addresses: [ADDRESS, 2, 3, 4].map((page) =>
      page === ADDRESS ? ADDRESS : ADDRESS.replace('.', `_${page}.`),
    ),
    missing,
    reason,
  });
  const saveWith = async (split: ReadingPages): Promise<SaveResult> => ({
    status: 'saved',
    isNewVersion: true,
    article: await library.saveArticle({
      address: ADDRESS,
      reading: { ...pageOf('full-width-labels', ADDRESS), pages: split },
      savedAt: Date.UTC(2026, 10, 20),
    }),
  });

  it('says which pages are missing and offers to try again, until they are there', async () => {
    world.result = await saveWith(pages([2, 4], 'failed'));
    const model = await open();
    await read(model);
    expect(text()).toContain('第 2、4 页没有读到。读到的都已存好。');
    world.result = await saveWith(pages([], null));
    await click(byRole('button', '重试'));
    await until(() => expect(text()).not.toContain('没有读到'));
    expect(text()).not.toContain('重试');
  });

  it('offers nothing where more pages are there than an article has', async () => {
    world.result = await saveWith(pages([2, 3, 4], 'limit'));
    const model = await open();
    await read(model);
    expect(text()).toContain('还缺第 2–4 页');
    expect(text()).not.toContain('重试');
  });

  it('shows at which page the saving of its own tab is, and stops it', async () => {
    const model = await open();
    await read(model);
    let answer: (result: SaveResult) => void = () => undefined;
    world.result = null;
    world.waiting = new Promise((resolve) => {
      answer = resolve;
    });
    await click(byRole('button', '收藏本文'));
    await act(async () => model.showProgress({ tabId: 8, page: 2, total: 9 }));
    expect(text()).not.toContain('正在读第');
    await act(async () => model.showProgress({ tabId: 7, page: 3, total: 4 }));
    expect(text()).toContain('正在读第 3 页，共 4 页');
    await click(byRole('button', '停在这里'));
    await until(() => expect(world.stopped).toEqual([{ tabId: 7 }]));
    answer(await saveWith(pages([3, 4], 'stopped')));
    await until(() => expect(text()).toContain('读到一半停下了，还缺第 3–4 页'));
    expect(text()).not.toContain('正在读第');
    expect(text()).toContain('接着读');
  });
});

describe('what is made of the text on the device', () => {
  async function openText(summary: string | null) {
    const reading = pageOf('full-width-labels', ADDRESS);
    const fields = {
      ...reading.fields,
      title: { ...reading.fields.title, value: NIGHT_SHIFT.title },
      summary: { ...reading.fields.summary, value: summary },
    };
    world.reading = { ...reading, text: NIGHT_SHIFT.text, fields };
    await read(await open());
  }

  it('is a summary that is called automatic, where the page has none', async () => {
    await openText(null);
    await until(() => text().includes('自动摘要'));
    expect(text()).toContain('夜班交接本是这间客服中心最旧的一件东西');
  });

  it('is no summary where the page has one', async () => {
    await openText('一本交接本，和围着它转的三班人。');
    await settle();
    expect(text()).not.toContain('自动摘要');
    expect(text()).toContain('围着它转的三班人');
  });

  it('is terms that hand the focus on when they become tags, which is heard; the last to the field', async () => {
    await openSaved();
    await openText(null);
    const offers = () => [...document.querySelectorAll<HTMLElement>('[aria-label^="加标签："]')];
    await until(() => offers().length > 1);
    const [first, second] = offers();
    const [name, next] = [first, second].map((offer) => offer?.getAttribute('aria-label') ?? '');
    first?.focus();
    if (first) await click(first);
    await until(() => offers().every((offer) => offer.getAttribute('aria-label') !== name));
    expect(document.activeElement?.getAttribute('aria-label')).toBe(next);
    const heard = () => [...document.querySelectorAll('[role=status]')].map(({ textContent }) => textContent);
    await until(() => heard().includes(`已加上“${name?.replace('加标签：', '')}”`));
    for (let [offer] = offers(); offer; [offer] = offers()) {
      const count = offers().length;
      offer.focus();
      await click(offer);
      await until(() => offers().length < count);
    }
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
  });

  it('is terms, each one click from being a tag, and offered no more when it is one', async () => {
    await openSaved();
    await openText(null);
    const offer = () => document.querySelector('[aria-label="加标签：交接本"]');
    await until(() => offer() !== null);
    await click(byRole('button', '加标签：交接本'));
    await until(async () => (await library.articles())[0]?.tags.some(({ name }) => name === '交接本'));
    await until(() => offer() === null);
  });
});
