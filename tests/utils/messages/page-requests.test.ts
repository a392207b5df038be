import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { readingSchema } from '../../../utils/messages/reading-schema.ts';
import { weaveHtml } from '../../../utils/messages/woven-html.ts';
import { packDraft } from '../../../utils/note-draft.ts';
import { type FakeSettings, installFakeBrowser, OWN } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

const ELSEWHERE = 'https://elsewhere.example/a/1.html';
const MARK_ID = 'mark0000000000a1';
const QUOTE = { type: 'TextQuoteSelector', exact: '来电人', prefix: '', suffix: '' };
const MARK = { id: MARK_ID, pageSelectors: [QUOTE], colour: 2, style: 'ground' };

/** What the page in each tab reads as; a document that is not here is gone. */
const documents = new Map<string, { address: string; reading: unknown }>();
const listening = new Set<number>();
const settings: FakeSettings = {
  listening,
  openTabs: [
    { id: 1, url: ADDRESS },
    { id: 2, url: ELSEWHERE },
  ],
};
const browserLog = installFakeBrowser(settings);

/** Each test starts with an empty disk and a worker that has just started. */
async function startBackground() {
  vi.stubGlobal('indexedDB', new IDBFactory());
  browserLog.reset();
  settings.inject = inject;
  return wakeBackground();
}

/** The worker was stopped and wakes up: everything in its variables is gone, what is stored is not. */
async function wakeBackground() {
  vi.resetModules();
  const { answerMessages } = await import('../../../utils/messages/answer.ts');
  const { pageAnswers } = await import('../../../entrypoints/background/page-requests.ts');
  const { addressOf } = await import('../../../entrypoints/background/read-page.ts');
  const { viewAnswers } = await import('../../../entrypoints/background/view-requests.ts');
  const answer = answerMessages({ ...pageAnswers, ...viewAnswers }, { ...OWN, addressOf });
  return {
    page: (name: string, body?: unknown, sender = pageIn(1, ADDRESS)) => answer({ name, body }, sender),
    view: (name: string, body?: unknown) =>
      answer({ name, body }, { id: OWN.id, url: `${OWN.origin}popup.html` }),
  };
}

function pageIn(tabId: number, url: string) {
  return { id: OWN.id, url, frameId: 0, documentId: `document-${tabId}`, tab: { id: tabId, url } };
}

function inject({
  tabId,
  file,
  documentId,
}: {
  tabId: number;
  file: string | null;
  documentId: string | null;
}) {
  const shown = documents.get(documentId ?? `document-${tabId}`);
  if (shown === undefined) throw new Error(`No document with id ${documentId}`);
  if (file === null) return shown.address;
  return /\/(?:reading|whole-article)\.js$/.test(file) ? asGiven(shown.reading) : undefined;
}

/** As a page's script gives it. */
function asGiven(reading: unknown): unknown {
  const { success, data } = readingSchema.safeParse(reading);
  return success ? { ...data, html: weaveHtml(data.html, data.text) } : reading;
}

beforeEach(() => {
  documents.clear();
  listening.clear();
  documents.set('document-1', { address: ADDRESS, reading: sampleReading() });
  documents.set('document-2', { address: ELSEWHERE, reading: sampleReading({ title: '另一篇' }) });
});

describe('a page and what is kept of it', () => {
  it('has nothing before it is saved', async () => {
    const { page } = await startBackground();
    expect(await page('page-article')).toEqual({ answer: null });
  });

  it('is saved together with its first mark, and found again by a worker that has just woken', async () => {
    const { page } = await startBackground();
    expect(await page('save-mark', MARK)).toMatchObject({ answer: { id: MARK_ID, quote: '来电人' } });
    const awake = await wakeBackground();
    expect(await awake.page('page-article')).toMatchObject({
      answer: { article: { title: '接起电话之前', address: ADDRESS }, marks: [{ id: MARK_ID, colour: 2 }] },
    });
  });

  it('stays the same page when a link within it is followed', async () => {
    const { page } = await startBackground();
    const known = 'https://news.example/article/101';
    await page('detected', { kind: 'article', isObservation: true, address: known });
    documents.set('document-1', { address: ADDRESS, reading: sampleReading({ canonicalAddress: known }) });
    await page('save-mark', MARK);
    expect(await page('page-article', undefined, pageIn(1, `${ADDRESS}#part-2`))).toMatchObject({
      answer: { article: { address: known } },
    });
  });

  it('is the same page for a reader who comes back to a document that was kept, when its tab was forgotten', async () => {
    const { page } = await startBackground();
    const known = 'https://news.example/article/101';
    await page('detected', { kind: 'article', isObservation: true, address: known });
    documents.set('document-1', { address: ADDRESS, reading: sampleReading({ canonicalAddress: known }) });
    await page('save-mark', MARK);
    // Of that tab nothing is known.
    const back = { ...pageIn(3, ADDRESS), documentId: 'document-1' };
    expect(await page('page-article', undefined, back)).toMatchObject({
      answer: { article: { address: known } },
    });
    const another = { ...pageIn(3, ADDRESS), documentId: 'document-9' };
    expect(await page('page-article', undefined, another)).toEqual({ answer: null });
  });

  it('is another page once it has pushed a history entry', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    const next = 'https://news.example/guancha/102.html';
    documents.set('document-1', { address: next, reading: sampleReading({ title: '下一篇' }) });
    const opened = { ...pageIn(1, ADDRESS), tab: { id: 1, url: next } };
    expect(await page('page-article', undefined, opened)).toEqual({ answer: null });
    await page('save-mark', { ...MARK, id: 'mark0000000000b2' }, opened);
    expect(await page('page-article', undefined, opened)).toMatchObject({
      answer: { article: { title: '下一篇', address: next } },
    });
  });

  it('has one mark where its message was sent twice', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('save-mark', MARK);
    const reply = await page('page-article');
    expect(reply).toMatchObject({ answer: { marks: [{ id: MARK_ID }] } });
    expect(reply).toHaveProperty('answer.marks.length', 1);
  });

  it('gets its mark back after a repeated deletion', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('delete-mark', { id: MARK_ID });
    expect(await page('delete-mark', { id: MARK_ID })).toEqual({ answer: undefined });
    expect(await page('page-article')).toMatchObject({ answer: { marks: [] } });
    await page('restore-mark', { id: MARK_ID });
    expect(await page('page-article')).toMatchObject({ answer: { marks: [{ id: MARK_ID }] } });
  });

  it('says whether its site is switched on and permitted', async () => {
    const { page, view } = await startBackground();
    const pattern = `${new URL(ADDRESS).origin}/*`;
    await page('save-mark', MARK);
    expect(await page('page-article')).toMatchObject({ answer: { isSiteOn: false } });
    await view('site-switched', { pattern, on: true });
    expect(await page('page-article')).toMatchObject({ answer: { isSiteOn: false } });
    settings.granted = new Set([pattern]);
    expect(await page('page-article')).toMatchObject({ answer: { isSiteOn: true } });
  });

  it('keeps what is being typed for that page alone', async () => {
    const { page } = await startBackground();
    await page('set-draft', { key: 'note', text: '没写完' });
    expect(await page('draft', { key: 'note' })).toEqual({ answer: '没写完' });
    expect(await page('draft', { key: 'note' }, pageIn(2, ELSEWHERE))).toEqual({ answer: null });
  });

  it('is told what stood around its own marks in the kept text, of so many at once', async () => {
    const { page } = await startBackground();
    const text = '夜班坐席把电话接起来之前，会先看一眼来电人上一次问了什么。来电人不会知道。';
    documents.set('document-1', { address: ADDRESS, reading: sampleReading({}, { text }) });
    const quote = { ...QUOTE, prefix: '会先看一眼', suffix: '上一次问' };
    await page('save-mark', { ...MARK, pageSelectors: [quote] });
    await page('save-mark', {
      ...MARK,
      id: 'mark0000000000b2',
      pageSelectors: [{ ...quote, exact: '没有这话' }],
    });
    const ids = [MARK_ID, 'mark0000000000b2', 'mark0000000000c3'];
    const recalled = {
      ...quote,
      prefix: '夜班坐席把电话接起来之前,会先看一眼',
      suffix: '上一次问了什么.来电人不会知道.',
    };
    await vi.waitFor(async () => {
      expect(await page('recall-quotes', { ids })).toEqual({ answer: [{ id: MARK_ID, quote: recalled }] });
    });
    expect(await page('recall-quotes', { ids }, pageIn(2, ELSEWHERE))).toEqual({ answer: [] });
    const tooMany = { ids: Array.from({ length: 201 }, () => MARK_ID) };
    expect(await page('recall-quotes', tooMany)).toMatchObject({ error: { code: 'refused' } });
  });

  it('carries tags and a note', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    const owner = { kind: 'mark', id: MARK_ID };
    expect(await page('add-tag', { owner, name: '客服' })).toMatchObject({ answer: { name: '客服' } });
    expect(await page('write-note', { owner, text: '记一笔', seen: [] })).toMatchObject({
      answer: { text: '记一笔' },
    });
    expect(await page('tag-names')).toEqual({ answer: ['客服'] });
  });
});

describe('words that were still on their way when their mark was deleted elsewhere', () => {
  const note = { owner: { kind: 'mark', id: MARK_ID }, text: '写到一半', seen: [] };

  it('go with the mark, and come back with it', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('delete-mark', { id: MARK_ID });
    expect(await page('write-note', note)).toMatchObject({ answer: { text: '写到一半' } });
    await page('restore-mark', { id: MARK_ID });
    expect(await page('page-article')).toMatchObject({ answer: { marks: [{ note: { text: '写到一半' } }] } });
  });

  it('are taken from the page of the mark alone, and nothing else is', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('delete-mark', { id: MARK_ID });
    await page('save-mark', { ...MARK, id: 'mark0000000000b2' }, pageIn(2, ELSEWHERE));
    expect(await page('write-note', note, pageIn(2, ELSEWHERE))).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await page('add-tag', { owner: note.owner, name: '坏' })).toMatchObject({
      error: { code: 'not-found' },
    });
  });
});

describe('a page of another site', () => {
  const ELSEWHERE_PAGE = pageIn(2, ELSEWHERE);

  it.each([
    ['edit-mark', { id: MARK_ID, changes: { colour: 5 } }],
    ['delete-mark', { id: MARK_ID }],
    ['restore-mark', { id: MARK_ID }],
    ['write-note', { owner: { kind: 'mark', id: MARK_ID }, text: '改掉', seen: [] }],
    ['add-tag', { owner: { kind: 'mark', id: MARK_ID }, name: '坏' }],
    ['remove-tag', { owner: { kind: 'mark', id: MARK_ID }, tagId: 'tag' }],
  ])('may not %s of this one', async (name, body) => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    const before = await page('page-article');
    expect(await page(name, body, ELSEWHERE_PAGE)).toMatchObject({ error: { code: 'not-found' } });
    expect(await page('page-article')).toEqual(before);
  });

  it('may not undo a deletion made on this one', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('delete-mark', { id: MARK_ID });
    await page('save-mark', { ...MARK, id: 'mark0000000000b2' }, ELSEWHERE_PAGE);
    expect(await page('restore-mark', { id: MARK_ID }, ELSEWHERE_PAGE)).toMatchObject({
      error: { code: 'not-found' },
    });
  });

  it('does not see the mark whose id it guessed', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    const reply = await page('save-mark', { ...MARK, colour: 1 }, ELSEWHERE_PAGE);
    expect(reply).toMatchObject({ error: { code: 'refused' } });
  });

  it('does not get this one’s article by claiming its address', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('detected', { kind: 'article', isObservation: true, address: ADDRESS }, ELSEWHERE_PAGE);
    expect(await page('page-article', undefined, ELSEWHERE_PAGE)).toEqual({ answer: null });
  });
});

describe('a page that is being read', () => {
  it('is brought the rules that it asks for, and no other script', async () => {
    const { page } = await startBackground();
    expect(await page('bring-rules', { name: 'spaced' })).toEqual({ answer: undefined });
    expect(browserLog.injected).toEqual(['1 /content-scripts/spaced-rules.js']);
    expect(await page('bring-rules', { name: 'marks' })).toMatchObject({ error: { code: 'refused' } });
    expect(browserLog.injected).toHaveLength(1);
  });

  it('is read for a mark by itself, and whole when the mark is safe', async () => {
    const { page } = await startBackground();
    const asked: (string | null)[] = [];
    settings.inject = (script) => {
      asked.push(script.file);
      return inject(script);
    };
    await page('save-mark', MARK);
    await vi.waitFor(() => expect(asked.filter((file) => file?.includes('whole-article'))).toHaveLength(2));
    expect(asked.filter((file) => file?.includes('/reading.js'))).toEqual([]);
  });
});

describe('the toolbar button', () => {
  const DETECTED = { kind: 'article', isObservation: true, address: ADDRESS };

  it('turns when the detector has found an article, and the marks’ script comes', async () => {
    const { page } = await startBackground();
    await page('detected', DETECTED);
    expect(browserLog.icons.get(1)).toBe('/icon/article-16.png');
    expect(browserLog.injected).toEqual(['1 /content-scripts/marks.js']);
  });

  it('does not turn for a page that the tab has left meanwhile', async () => {
    const { page } = await startBackground();
    await page('detected', DETECTED, pageIn(1, 'https://news.example/guancha/100.html'));
    expect(browserLog.icons.get(1)).toBeUndefined();
    expect(browserLog.injected).toEqual([]);
  });

  it('stays grey on a list, and no script comes', async () => {
    const { page } = await startBackground();
    await page('detected', { ...DETECTED, kind: 'list' });
    expect(browserLog.icons.get(1)).toBe('/icon/grey-16.png');
    expect(browserLog.injected).toEqual([]);
  });

  it('counts the marks of a page that is kept', async () => {
    const { page } = await startBackground();
    await page('save-mark', MARK);
    await page('detected', DETECTED);
    expect(browserLog.icons.get(1)).toBe('/icon/saved-16.png');
    expect(browserLog.badges.get(1)).toBe('1');
  });

  it('asks a script that is there already to look again instead of putting in another', async () => {
    const { page } = await startBackground();
    listening.add(1);
    await page('detected', DETECTED);
    expect(browserLog.told).toEqual(['1 page-changed']);
    expect(browserLog.injected).toEqual([]);
  });
});

describe('saving from the popup', () => {
  it('reads a page, saves that very document, and knows it afterwards', async () => {
    const { view } = await startBackground();
    const read = await view('read-page', { tabId: 1 });
    expect(read).toMatchObject({ answer: { documentId: 'document-1', address: ADDRESS, articleId: null } });
    const awake = await wakeBackground();
    const saved = await awake.view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(saved).toMatchObject({
      answer: { status: 'saved', isNewVersion: true, article: { title: '接起电话之前' } },
    });
    expect(await awake.view('read-page', { tabId: 1 })).not.toHaveProperty('answer.articleId', null);
  });

  it('saves nothing when the tab has moved on', async () => {
    const { view } = await startBackground();
    documents.delete('document-1');
    const reply = await view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(reply).toEqual({ answer: { status: 'page-changed' } });
  });

  it('saves nothing when the same document has become another page since the popup read it', async () => {
    const { view } = await startBackground();
    await view('read-page', { tabId: 1 });
    const next = 'https://news.example/guancha/102.html';
    documents.set('document-1', { address: next, reading: sampleReading({ title: '下一篇' }) });
    const reply = await view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(reply).toEqual({ answer: { status: 'page-changed' } });
  });

  it('saves nothing of a page that changes while it is read', async () => {
    const { view } = await startBackground();
    settings.inject = (script) => {
      const result = inject(script);
      if (script.file !== null) documents.set('document-1', { address: ELSEWHERE, reading: null });
      return result;
    };
    const reply = await view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(reply).toEqual({ answer: { status: 'page-changed' } });
  });

  it.each([
    ['a page without text', sampleReading({}, { text: ' \n' }), 'no-text'],
    ['a page that is too large', { reason: 'too-large' }, 'too-large'],
  ])('says why %s is not kept', async (_, reading, reason) => {
    const { view } = await startBackground();
    documents.set('document-1', { address: ADDRESS, reading });
    const reply = await view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(reply).toEqual({ answer: { status: 'not-readable', reason } });
  });

  it('says that it has no permission for the page', async () => {
    const { view } = await startBackground();
    settings.inject = () => {
      throw new Error('Cannot access contents of the page. Extension manifest must request permission.');
    };
    expect(await view('read-page', { tabId: 1 })).toMatchObject({ error: { code: 'refused' } });
    expect(await view('show-marks', { tabId: 1 })).toMatchObject({ error: { code: 'refused' } });
    expect(await view('save-page', { tabId: 1, documentId: 'document-1' })).toEqual({
      answer: { status: 'not-readable', reason: 'no-permission' },
    });
  });

  it('takes a large reading in pieces, also when the worker stops between two of them', async () => {
    const { page } = await startBackground();
    const json = JSON.stringify(asGiven(sampleReading({ title: '很长的一篇' })));
    const transfer = '0.0123456789';
    const piece = (index: number) => ({
      transfer,
      index,
      text: index === 0 ? json.slice(0, 100) : json.slice(100),
    });
    await page('reading-piece', piece(0));
    const awake = await wakeBackground();
    await awake.page('reading-piece', piece(1));
    documents.set('document-1', { address: ADDRESS, reading: { transfer, count: 2 } });
    expect(await awake.view('save-page', { tabId: 1, documentId: 'document-1' })).toMatchObject({
      answer: { status: 'saved', article: { title: '很长的一篇' } },
    });
  });

  it('says on the button which page of an article is being read, and what became of it', async () => {
    const { page, view } = await startBackground();
    await page('reading-progress', { page: 2, total: 3 });
    expect(browserLog.badges.get(1)).toBe('2/3');
    await view('save-page', { tabId: 1, documentId: 'document-1' });
    await vi.waitFor(() => expect(browserLog.badges.get(1)).toBe(''));
    await page('reading-progress', { page: 2, total: 3 });
    documents.set('document-1', { address: ADDRESS, reading: sampleReading({}, { text: '' }) });
    await view('save-page', { tabId: 1, documentId: 'document-1' });
    await vi.waitFor(() => expect(browserLog.badges.get(1)).toBe(''));
  });

  it('finds an article from each of its pages', async () => {
    const { page, view } = await startBackground();
    const first = 'https://news.example/guancha/100.html';
    const pages = { addresses: [first, ADDRESS], missing: [], reason: null };
    const reading = { ...sampleReading({ canonicalAddress: first }), pages };
    documents.set('document-1', { address: ADDRESS, reading });
    await view('save-page', { tabId: 1, documentId: 'document-1' });
    await page('detected', { kind: 'article', isObservation: true, address: ADDRESS });
    expect(await page('page-article')).toMatchObject({ answer: { article: { address: first, pages } } });
  });

  it('keeps nothing of a page that hands over something else than a reading', async () => {
    const { view } = await startBackground();
    documents.set('document-1', { address: ADDRESS, reading: { ...sampleReading(), html: 7 } });
    const reply = await view('save-page', { tabId: 1, documentId: 'document-1' });
    expect(reply).toMatchObject({ error: { code: 'internal' } });
  });
});

describe('signing in again', () => {
  it('syncs at once, though the session that ended has left a pause', async () => {
    const { view } = await startBackground();
    const { storeSession } = await import('../../../utils/account/session.ts');
    const member = { id: 'member-one', name: '沈若溪', phone: '138 **** 4071' };
    const session = { memberId: member.id, member, serviceAddress: 'https://service.example/' };
    const asked: (string | null)[] = [];
    vi.stubGlobal('fetch', async (_: string, { headers }: { headers: Headers }) => {
      asked.push(headers.get('Authorization'));
      return Response.json({ error: { code: 'unauthorized' } }, { status: 401 });
    });
    await storeSession({ ...session, token: 'ended' });
    expect(await view('sync-now')).toMatchObject({ answer: { status: 'attention', reason: 'signed-out' } });
    await storeSession({ ...session, token: 'fresh' });
    await view('session-changed');
    await vi.waitFor(() => expect(asked).toEqual(['Bearer ended', 'Bearer fresh']));
    vi.unstubAllGlobals();
  });
});

describe('the last words of a popup that closes', () => {
  it('are written into the library that it showed, whoever has signed in meanwhile', async () => {
    const { view } = await startBackground();
    await view('save-page', { tabId: 1, documentId: 'document-1' });
    const { openLibrary } = await import('../../../utils/library/open-library.ts');
    const { storeSession } = await import('../../../utils/account/session.ts');
    const guest = await openLibrary('guest');
    const id = (await guest.articles())[0]?.id ?? '';
    const member = { id: 'member-of-later', name: '沈若溪', phone: '138 **** 4071' };
    await storeSession({
      memberId: member.id,
      token: 't',
      member,
      serviceAddress: 'https://service.example/',
    });
    await view('save-page', { tabId: 1, documentId: 'document-1' });
    const draft = `note article ${id}`;
    await guest.setDraft(draft, packDraft({ text: '游客写的', seen: [] }));
    const ask = { account: 'guest', owner: { kind: 'article', id }, text: '游客写的', seen: [], draft };
    expect(await view('keep-note', ask)).toEqual({ answer: undefined });
    expect((await guest.article(id))?.note.text).toBe('游客写的');
    expect(await guest.draft(draft)).toBeNull();
    expect((await (await openLibrary(member.id)).article(id))?.note.text).toBe('');
  });
});
