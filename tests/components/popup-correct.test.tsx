// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../components/article/Popup.tsx';
import { openPopup } from '../../components/article/popup-model.ts';
import type { PopupModel, PopupWorld } from '../../components/article/popup-state.ts';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { setLanguage } from '../../utils/appearance.ts';
import { readArticle } from '../../utils/article/read-article.ts';
import type { Article, Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import type { PageReading } from '../../utils/messages/contract.ts';
import { byRole, click, mount, press, type, unmount } from './mount.ts';

const ADDRESS = 'https://pinglun.example/guancha/fw/902.html';

let library: Library;
let root: HTMLElement | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  localStorage.clear();
  setLanguage('zh-CN');
  library = localLibrary(await openStore('guest', 'aaaa', Date.now), () => {});
});

afterEach(async () => {
  await close();
  vi.unstubAllGlobals();
});

async function close(): Promise<void> {
  for (const toast of toasts.value) dismissToast(toast.id);
  if (root) await unmount(root);
  root = null;
}

function readFixture(name: string) {
  const html = readFileSync(`${import.meta.dirname}/../fixtures/pages/${name}.html`, 'utf8');
  return readArticle(new DOMParser().parseFromString(html, 'text/html'), ADDRESS);
}

const save = (name: string) =>
  library.saveArticle({ address: ADDRESS, reading: readFixture(name), savedAt: Date.UTC(2026, 10, 20) });

/** The background's part, for one tab. */
const answerer = (name: string): PopupWorld['ask'] =>
  (async (message: string) => {
    const page: PageReading = {
      documentId: 'd1',
      address: ADDRESS,
      reading: readFixture(name),
      articleId: (await library.articleAt(ADDRESS))?.id ?? null,
    };
    if (message === 'read-page') return page;
    if (message === 'save-page') return { status: 'saved', isNewVersion: true, article: await save(name) };
    throw new Error(`nobody answers ${message}`);
  }) as PopupWorld['ask'];

async function open(name: string): Promise<PopupModel> {
  const model = await openPopup({
    tab: { id: 7, address: ADDRESS, title: '网页的标题' },
    library,
    keys: { save: '', reader: '' },
    ask: answerer(name),
    openPage: () => {},
    close: () => {},
    isSiteOn: async () => true,
    requestSite: async () => true,
  });
  root = await mount(<Popup model={model} />);
  await act(() => Promise.all([model.reload(), model.readAgain()]).then(() => {}));
  return model;
}

const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 20)));
const until = (check: () => unknown) =>
  vi.waitFor(
    async () => {
      await settle();
      expect(await check()).toBeTruthy();
    },
    { timeout: 10_000 },
  );
const text = () => root?.textContent ?? '';
const row = (label: string) =>
  [...document.querySelectorAll('dl > div')].find(
    (element) => element.querySelector('dt')?.textContent === label,
  )?.textContent;
const kept = async (): Promise<Article | null> => library.articleAt(ADDRESS);
const radios = () =>
  [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].map((radio) => ({
    words: radio.closest('label')?.textContent,
    isChosen: radio.checked,
  }));

function typedField(): HTMLInputElement | HTMLTextAreaElement {
  const field = document.querySelector('[data-typed]');
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) return field;
  throw new Error('nothing to type into');
}

/** Presses the one 更正 or 补上 of the field. */
async function correct(words: string): Promise<void> {
  await click(byRole('button', words));
  await settle();
}

async function keep(): Promise<void> {
  await act(() => document.querySelector('form')?.requestSubmit());
  await settle();
}

/** As `full-width-labels`, its page says. */
async function openList(): Promise<void> {
  await save('full-width-labels');
  await open('full-width-labels');
  await correct('更正标题、作者等各项');
}

describe('correcting a saved article', () => {
  it('offers what was found with its place, the kept value chosen, and keeps another', async () => {
    await openList();
    const before = (await kept())?.authors ?? [];
    expect(before.length).toBeGreaterThan(0);
    await correct('更正：作者');
    expect(radios()).toContainEqual({ words: `${before.join('、')}题下列表`, isChosen: true });
    expect(document.activeElement).toBe(document.querySelector('input:checked'));

    await type(typedField(), '陆之远、 沈若溪、陆之远');
    expect(radios().some(({ isChosen, words }) => isChosen && words?.includes('题下列表'))).toBe(false);
    await keep();
    await until(() => row('作者')?.includes('陆之远、沈若溪'));
    expect((await kept())?.authors).toEqual(['陆之远', '沈若溪']);
    expect(document.activeElement?.getAttribute('data-corrects')).toBe('authors');
  });

  it('keeps that the article never had it', async () => {
    await openList();
    await correct('更正：来源');
    const absent = [...document.querySelectorAll('label')].find(
      (label) => label.textContent === '本来就没有来源',
    );
    await click(absent as HTMLElement);
    expect(typedField().value).toBe('');
    await keep();
    await until(async () => (await kept())?.source === null);
  });

  it('is left alone when the page is saved again', async () => {
    await openList();
    await correct('更正：标题');
    await type(typedField(), '自己起的标题');
    await keep();
    await until(() => row('标题')?.includes('自己起的标题'));
    await save('full-width-labels');
    expect((await kept())?.title).toBe('自己起的标题');
  });

  it('never keeps an empty title', async () => {
    await openList();
    const before = (await kept())?.title;
    await correct('更正：标题');
    expect(text()).not.toContain('本来就没有标题');
    await type(typedField(), ' ');
    await keep();
    expect(text()).toContain('标题不能空着');
    expect((await kept())?.title).toBe(before);
  });

  it.each([
    ['2024-3-5', '2024-03-05'],
    ['2024年3月5日', '2024-03-05'],
    ['2024-03-05 10:30', '2024-03-05T10:30+08:00'],
    ['２０２４－３－５', '2024-03-05'],
    ['20240305', '2024-03-05'],
  ])('reads the date %s', async (words, date) => {
    await openList();
    await correct('更正：发布时间');
    await type(typedField(), words);
    await keep();
    await until(async () => (await kept())?.publishedAt === date);
  });

  it.each([
    ['三月的一天', '没读懂这个日期'],
    ['2024-02-31', '没读懂这个日期'],
    ['2024-3-5 前后', '没读懂这个日期'],
    ['2024-3-5 25:70', '没读懂这个日期'],
    ['2091-01-01', '这一天还没到'],
  ])('says that %s is no date, and leaves everything where it was', async (words, sentence) => {
    await openList();
    const before = (await kept())?.publishedAt;
    await correct('更正：发布时间');
    await type(typedField(), words);
    await keep();
    expect(text()).toContain(sentence);
    expect(typedField().value).toBe(words);
    expect(document.activeElement).toBe(typedField());
    expect((await kept())?.publishedAt).toBe(before);
  });

  it('goes back step by step with Escape, but not while an input method composes', async () => {
    await openList();
    await correct('更正：来源');
    await type(typedField(), '写了一半');
    await press(typedField(), 'Escape', { isComposing: true });
    expect(typedField().value).toBe('写了一半');
    await press(typedField(), 'Escape');
    expect(document.activeElement?.getAttribute('data-corrects')).toBe('source');
    await press(document.body, 'Escape');
    expect(document.activeElement?.getAttribute('data-corrects')).toBe('list');
    expect((await kept())?.source).not.toBe('写了一半');
  });

  it('says that it could not be kept, with the words still there', async () => {
    await openList();
    await correct('更正：来源');
    await type(typedField(), '远程银行评论');
    const failing = vi.spyOn(library, 'editArticle').mockRejectedValue(new Error('disk full'));
    await keep();
    await until(() => text().includes('没有存成'));
    expect(typedField().value).toBe('远程银行评论');
    failing.mockRestore();
    await keep();
    await until(async () => (await kept())?.source === '远程银行评论');
  });
});

describe('what is typed into a correction', () => {
  it('is there again after the popup was closed, and stays a choice beside another', async () => {
    await openList();
    await correct('更正：来源');
    await type(typedField(), '没写完的来');
    await settle();
    await close();

    await open('full-width-labels');
    await correct('更正标题、作者等各项');
    await correct('更正：来源');
    await until(() => typedField().value === '没写完的来');
    expect(text()).toContain('上次没写完的还在');
    const [first] = document.querySelectorAll<HTMLInputElement>('input[type=radio]');
    if (!first) throw new Error('no choice');
    await click(first);
    expect(typedField().value).not.toBe('没写完的来');
    expect(radios()).toContainEqual({ words: '没写完的来方才写的', isChosen: false });
  });

  it('is forgotten once it was kept, or given up with 取消', async () => {
    await openList();
    const draft = () => library.draft(`correcting ${ADDRESS} source`);
    await correct('更正：来源');
    await type(typedField(), '甲');
    await until(async () => (await draft()) === '甲');
    await click(byRole('button', '取消'));
    await until(async () => (await draft()) === null);
    await correct('更正：来源');
    await type(typedField(), '乙');
    await keep();
    await until(async () => (await kept())?.source === '乙');
    await until(async () => (await draft()) === null);
  });
});

describe('correcting a page before it is saved', () => {
  it('shows the correction at once, and saves it with the article', async () => {
    await open('missing-fields');
    await correct('补上：作者');
    expect(document.activeElement).toBe(typedField());
    await type(typedField(), '陆之远');
    await keep();
    await until(() => row('作者')?.startsWith('作者陆之远亲手改的'));
    expect(document.activeElement?.getAttribute('data-corrects')).toBe('authors');
    expect(await kept()).toBeNull();

    await click(byRole('button', '收藏本文'));
    await until(async () => (await kept())?.authors.join() === '陆之远');
    await save('missing-fields');
    expect((await kept())?.authors).toEqual(['陆之远']);
  });

  it('is still shown when the popup opens again', async () => {
    await open('missing-fields');
    await correct('更正：标题');
    await type(typedField(), '自己起的标题');
    await keep();
    await close();
    await open('missing-fields');
    expect(document.querySelector('h1')?.textContent).toBe('自己起的标题');
  });

  it('is written when the popup next opens, if the page was saved without it', async () => {
    await open('missing-fields');
    await correct('补上：摘要');
    await type(typedField(), '教室停用以后，\n新人坐到了职场中央。');
    await keep();
    await close();
    await save('missing-fields');
    expect((await kept())?.summary).toBeNull();
    await open('missing-fields');
    await until(async () => (await kept())?.summary === '教室停用以后，\n新人坐到了职场中央。');
    expect(await library.draft(`corrections ${ADDRESS}`)).toBeNull();
  });

  it('is none once it says what the page says', async () => {
    await open('full-width-labels');
    await correct('更正：来源');
    const own = typedField().value;
    await type(typedField(), '别处');
    await keep();
    await until(() => row('来源')?.includes('别处'));
    await correct('更正：来源');
    await type(typedField(), own);
    await keep();
    await until(() => row('来源')?.includes(`${own}题下列表`));
    expect(await library.draft(`corrections ${ADDRESS}`)).toBeNull();
  });
});
