// @vitest-environment jsdom
import 'fake-indexeddb/auto';
import { Blob } from 'node:buffer';
import { IDBFactory } from 'fake-indexeddb';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../components/article/Popup.tsx';
import { openPopup } from '../../components/article/popup-model.ts';
import type { PopupModel, PopupWorld } from '../../components/article/popup-state.ts';
import { dismissToast, toasts } from '../../components/controls/toasts.ts';
import { libraryTexts } from '../../locales/library.ts';
import { setLanguage } from '../../utils/appearance.ts';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { localLibrary } from '../../utils/library/local-library.ts';
import { openStore } from '../../utils/library/store.ts';
import type { ShownPlace } from '../../utils/messages/contract.ts';
import { applyRules } from '../../utils/sites/apply-rules.ts';
import { proposeRule, type RuleWish } from '../../utils/sites/propose-rule.ts';
import { findPlace, type PlaceAsk } from '../../utils/sites/show-place.ts';
import { rulesFor } from '../../utils/sites/site-rule.ts';
import { type ArticleWords, addressOf, FIRST, openArticle, SECOND } from '../utils/sites/two-articles.ts';
import { byRole, click, mount, type, unmount } from './mount.ts';

let library: Library;
let root: HTMLElement | null = null;
/** What the page says when it is asked to show a place. */
let shown: ShownPlace | null = null;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('Blob', Blob); // jsdom's has no stream()
  Element.prototype.scrollIntoView = () => {}; // jsdom lays nothing out
  localStorage.clear();
  setLanguage('zh-CN');
  shown = null;
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

/** The background's part and the page's, by the same functions that the scripts call. */
async function answer(words: ArticleWords, name: string, body: unknown): Promise<unknown> {
  const address = addressOf(words);
  const page = openArticle('labels', words);
  const reading = applyRules(page, rulesFor(await library.siteRules(), address));
  switch (name) {
    case 'read-page':
      return {
        documentId: 'd1',
        address,
        reading,
        articleId: (await library.articleAt(address))?.id ?? null,
      };
    case 'save-page': {
      const article = await library.saveArticle({ address, reading, savedAt: 1 });
      return { status: 'saved', isNewVersion: true, article };
    }
    case 'show-place':
      return shown ?? (findPlace(page.document, body as PlaceAsk) ? 'shown' : 'gone');
    case 'propose-rule':
      return proposeRule(page, body as RuleWish);
    default:
      throw new Error(`nobody answers ${name}`);
  }
}

async function open(words: ArticleWords): Promise<PopupModel> {
  const model = await openPopup({
    tab: { id: 7, address: addressOf(words), title: words.title },
    library,
    keys: { save: '', reader: '' },
    ask: ((name: string, body: unknown) => answer(words, name, body)) as PopupWorld['ask'],
    openPage: () => {},
    close: () => {},
    isSiteOn: async () => true,
    requestSite: async () => true,
  });
  root = await mount(<Popup model={model} />);
  await act(() => Promise.all([model.reload(), model.readAgain()]).then(() => {}));
  return model;
}

const settle = (ms = 20) => act(() => new Promise((resolve) => setTimeout(resolve, ms)));
const until = (check: () => unknown) =>
  vi.waitFor(
    async () => {
      await settle();
      expect(await check()).toBeTruthy();
    },
    { timeout: 10_000 },
  );
const row = (label: string) =>
  [...document.querySelectorAll('dl > div')].find(
    (element) => element.querySelector('dt')?.textContent === label,
  )?.textContent ?? '';
const press = async (selector: string) => {
  const button = document.querySelector<HTMLElement>(selector);
  if (!button) throw new Error(`no ${selector}`);
  await click(button);
  await settle();
};
const place = (name: string) => press(`[data-place="${name}"]`);
const status = () => [...document.querySelectorAll('dl [role=status]')].map(({ textContent }) => textContent);

function typedField(): HTMLInputElement {
  const field = document.querySelector('[data-typed]');
  if (field instanceof HTMLInputElement) return field;
  throw new Error('nothing to type into');
}

async function keep(): Promise<void> {
  await act(() => document.querySelector('form')?.requestSubmit());
  await settle();
}

const kept = () => library.articleAt(addressOf(FIRST));
const undo = () => act(() => toasts.value.at(-1)?.action?.onAction());
/** Of a saved article the fields stand in a list of their own. */
async function takeOther(name: string, value: string): Promise<void> {
  await press('[data-corrects=list]');
  await place(name);
  await click(byRole('button', value));
  await until(() => toasts.value.length > 0);
}

describe('where a value was found', () => {
  it('is framed in the page, and said in words', async () => {
    await open(FIRST);
    await place('source');
    expect(status()).toEqual([
      `已在页面上框出来。题下列表：“递稿处：${FIRST.source} 来源：值班室网 作者：${FIRST.author} ${FIRST.day} 09:30”。`,
    ]);
    expect(document.querySelector('[data-place=source]')?.getAttribute('aria-expanded')).toBe('true');
  });

  it.each<[ShownPlace, string]>([
    ['hidden', '页面把它藏着，指不出来'],
    ['gone', '现在页面上找不到了'],
  ])('is called %s where the page can’t show it', async (answered, sentence) => {
    await open(FIRST);
    shown = answered;
    await place('authors');
    expect(status().join()).toContain(sentence);
  });

  it('is told of what no page displays, and closed by a second press', async () => {
    await open(FIRST);
    await place('siteName');
    expect(status().join()).toContain('网页标题');
    expect(status().join()).toContain('不在页面上显示，指不出来');
    await place('siteName');
    expect(status()).toEqual([]);
  });

  it('says of the address that it can’t be changed', async () => {
    await open(FIRST);
    await place('canonicalAddress');
    expect(status().join()).toContain('不能改');
    expect(row('网址')).not.toContain('更正');
  });

  it('offers what else was found: one press takes it, and undo puts the first back', async () => {
    await library.saveSiteRule({
      site: 'zhibanshi.example',
      path: null,
      field: 'source',
      take: { from: 'label', word: '递稿处' },
      example: '',
    });
    await open(FIRST);
    expect(row('来源')).toContain(`${FIRST.source}网站规则`);
    await place('source');
    expect(status().join()).toContain('按这个网站的规则取的');
    await click(byRole('button', '值班室网'));
    await until(() => row('来源').includes('值班室网'));
    await until(async () => (await library.draft(`corrections ${addressOf(FIRST)}`))?.includes('值班室网'));
    await until(() => toasts.value.length > 0);
    await act(() => toasts.value.at(-1)?.action?.onAction());
    await until(() => row('来源').includes(FIRST.source));
  });

  it('undoes in a saved article without a trace: a later save reads the field anew', async () => {
    const take = { from: 'label', word: '递稿处' } as const;
    await library.saveSiteRule({ site: 'zhibanshi.example', path: null, field: 'source', take, example: '' });
    const model = await open(FIRST);
    await act(() => model.save());
    await settle();
    await takeOther('source', '值班室网');
    await until(async () => (await kept())?.corrected.includes('source'));
    await undo();
    await until(async () => (await kept())?.source === FIRST.source);
    expect(await kept()).toMatchObject({ source: FIRST.source, corrected: [] });
  });

  it('undoes to what was pointed at by hand, with its place', async () => {
    const model = await open(FIRST);
    await act(() => model.save());
    const evidence: Evidence = { source: 'label', text: `递稿处：${FIRST.source}`, selector: '.info' };
    await act(() => model.keepCorrection('source', FIRST.source, evidence).then(() => {}));
    await settle();
    await takeOther('source', '值班室网');
    await until(async () => (await kept())?.source === '值班室网');
    expect(model.state.value.pointed).toEqual({});
    await undo();
    await until(async () => (await kept())?.source === FIRST.source);
    expect(await kept()).toMatchObject({ corrected: ['source'] });
    expect(model.state.value.pointed.source).toMatchObject({ selector: '.info' });
  });

  it('undoes to an empty field as well', async () => {
    const take = { from: 'nothing' } as const;
    await library.saveSiteRule({ site: 'zhibanshi.example', path: null, field: 'source', take, example: '' });
    const model = await open(FIRST);
    await act(() => model.save());
    await settle();
    await takeOther('source', '值班室网');
    await until(async () => (await kept())?.source === '值班室网');
    await undo();
    await until(async () => (await kept())?.source === null);
    expect(await kept()).toMatchObject({ corrected: [] });
  });

  it('says so where what was taken can not be put back', async () => {
    const take = { from: 'label', word: '递稿处' } as const;
    const site = 'zhibanshi.example';
    await library.saveSiteRule({ site, path: null, field: 'source', take, example: '' });
    await open(FIRST);
    await place('source');
    await click(byRole('button', '值班室网'));
    await until(async () => (await library.draft(`corrections ${addressOf(FIRST)}`))?.includes('值班室网'));
    await until(() => toasts.value.length > 0);
    vi.spyOn(library, 'setDraft').mockRejectedValue(new Error('disk full'));
    await act(() => toasts.value.at(-1)?.action?.onAction());
    await until(() => toasts.value.some(({ text }) => text.includes('没有改成')));
  });
});

describe('always here', () => {
  async function makeRule(): Promise<void> {
    await press('[data-corrects=source]');
    await type(typedField(), FIRST.source);
    await until(() => document.body.textContent?.includes('来源都从“递稿处”后面取'));
    await press('input[type=checkbox]');
    await keep();
  }

  it('makes a rule of the reader’s own words, by which the page is read at once and the next one later', async () => {
    await open(FIRST);
    await makeRule();
    await until(() => row('来源').includes(`${FIRST.source}网站规则`));
    expect(await library.siteRules()).toMatchObject([
      { site: 'zhibanshi.example', path: null, field: 'source', example: FIRST.source },
    ]);
    await close();
    await open(SECOND);
    expect(row('来源')).toContain(`${SECOND.source}网站规则`);
  });

  it('can be for a part of the site', async () => {
    await open(FIRST);
    await press('[data-corrects=authors]');
    await until(() => document.querySelector('input[type=checkbox]'));
    await press('input[type=checkbox]');
    const boxes = document.querySelectorAll<HTMLInputElement>('input[type=checkbox]');
    await click(boxes[1] as HTMLElement);
    await keep();
    await until(async () => (await library.siteRules()).length === 1);
    expect(await library.siteRules()).toMatchObject([{ path: '/guancha/', field: 'authors' }]);
  });

  it('is not offered for words that stand nowhere on the page and can’t be the same on each', async () => {
    await open(FIRST);
    await press('[data-corrects=publishedAt]');
    await type(typedField(), '2020-01-01');
    await until(() => document.body.textContent?.includes('做不成这个网站的规则'));
    expect(document.querySelector('input[type=checkbox]')).toBeNull();
    await keep();
    expect(await library.siteRules()).toEqual([]);
  });

  it('is taken back where it was made, and put back by undo', async () => {
    await open(FIRST);
    await makeRule();
    await until(() => row('来源').includes('网站规则'));
    await press('[data-corrects=source]');
    await click(byRole('button', '去掉规则'));
    await until(() => toasts.value.length > 0);
    expect(await library.siteRules()).toEqual([]);
    await act(() => toasts.value.at(-1)?.action?.onAction());
    await until(async () => (await library.siteRules()).length === 1);
  });

  it('says so where a rule that was taken back can not be put back', async () => {
    await open(FIRST);
    await makeRule();
    await until(() => row('来源').includes('网站规则'));
    await press('[data-corrects=source]');
    await click(byRole('button', '去掉规则'));
    await until(() => toasts.value.length > 0);
    vi.spyOn(library, 'saveSiteRule').mockRejectedValue(new Error('disk full'));
    await act(() => toasts.value.at(-1)?.action?.onAction());
    await until(() => toasts.value.some(({ text }) => text === libraryTexts['zh-CN'].actionFailed));
  });

  it('leaves nothing changed where the rule could not be kept', async () => {
    await open(FIRST);
    vi.spyOn(library, 'saveSiteRule').mockRejectedValue(new Error('disk full'));
    await makeRule();
    await until(() => document.body.textContent?.includes('没有存成'));
    expect(typedField().value).toBe(FIRST.source);
    expect(await library.draft(`corrections ${addressOf(FIRST)}`)).toBeNull();
  });

  it('says so where a rule finds nothing, beside the usual reading', async () => {
    await library.saveSiteRule({
      site: 'zhibanshi.example',
      path: null,
      field: 'source',
      take: { from: 'label', word: '投稿单位' },
      example: '',
    });
    await open(FIRST);
    expect(row('来源')).toContain('值班室网规则没取到');
    await place('source');
    expect(status().join()).toContain('这个网站的规则在这一页没有取到');
  });
});

describe('back to what was read', () => {
  it('takes a correction of a saved article away, so that a later save reads it anew', async () => {
    const model = await open(FIRST);
    await act(() => model.save());
    await settle();
    await press('[data-corrects=list]');
    await press('[data-corrects=editor]');
    await type(typedField(), '方知行');
    await keep();
    await until(() => row('编辑').includes('方知行亲手改的'));
    expect(await library.articleAt(addressOf(FIRST))).toMatchObject({
      editor: '方知行',
      corrected: ['editor'],
    });
    await press('[data-corrects=editor]');
    await click(byRole('button', '用回读到的'));
    await until(() => row('编辑').includes('页面上没有写'));
    expect(await library.articleAt(addressOf(FIRST))).toMatchObject({ editor: null, corrected: [] });
  });

  it('keeps that an article is a reprint, though its page does not say so', async () => {
    const model = await open(FIRST);
    await act(() => model.save());
    await settle();
    await press('[data-corrects=list]');
    await press('[data-corrects=isReprint]');
    const choice = [...document.querySelectorAll('label')].find(({ textContent }) =>
      textContent?.startsWith('转载'),
    );
    if (!choice) throw new Error('no choice');
    await click(choice);
    await keep();
    await until(() => row('原创转载').includes('转载亲手改的'));
    expect(await library.articleAt(addressOf(FIRST))).toMatchObject({ isReprint: true });
  });

  it.each([
    ['language', 'zh_tw', 'zh-TW'],
    ['leadImage', ' https://zhibanshi.example/a.png ', 'https://zhibanshi.example/a.png'],
    ['breadcrumb', '首页 › 观察、服务', ['首页', '观察', '服务']],
    ['updatedAt', '2026年3月6日', '2026-03-06'],
  ])('reads what is typed for %s', async (name, words, value) => {
    const model = await open(FIRST);
    await act(() => model.save());
    await settle();
    await press('[data-corrects=list]');
    await press(`[data-corrects=${name}]`);
    await type(typedField(), words);
    await keep();
    await until(async () => (await library.articleAt(addressOf(FIRST)))?.corrected.includes(name));
    expect(await library.articleAt(addressOf(FIRST))).toMatchObject({ [name]: value });
  });

  it.each([
    ['language', '中文', '没读懂这个语言代码'],
    ['leadImage', 'javascript:alert(1)', '这不是网址'],
    ['leadImage', 'a.png', '这不是网址'],
  ])('says that %s can’t be %s', async (name, words, sentence) => {
    await open(FIRST);
    await press(`[data-corrects=${name}]`);
    await type(typedField(), words);
    await keep();
    expect(document.body.textContent).toContain(sentence);
  });
});
