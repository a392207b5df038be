import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import {
  type AnswerTable,
  answerMessages,
  fromPage,
  fromView,
  RequestError,
} from '../../../utils/messages/answer.ts';
import { pageBodies, viewBodies } from '../../../utils/messages/bodies.ts';
import type { RawSender } from '../../../utils/messages/sender.ts';

const OWN = {
  id: 'our-extension',
  origin: 'chrome-extension://our-extension/',
  addressOf: async (tabId: number, documentId: string) => `https://news.example/${tabId}/${documentId}`,
};
const PAGE: RawSender = {
  id: OWN.id,
  url: 'https://news.example/article/7',
  frameId: 0,
  documentId: 'document-7',
  tab: { id: 3, url: 'https://news.example/article/7' },
};
const POPUP: RawSender = { id: OWN.id, url: `${OWN.origin}popup.html` };
const LIBRARY_TAB: RawSender = {
  id: OWN.id,
  url: `${OWN.origin}library.html#/`,
  frameId: 0,
  tab: { id: 9 },
};

/** Every request answers with its own name, so that a refusal can only come from the policy. */
const table: AnswerTable = {
  detected: fromPage(pageBodies.detected, async () => undefined),
  'page-article': fromPage(pageBodies['page-article'], async () => null),
  'save-mark': fromPage(pageBodies['save-mark'], fail),
  'recall-quotes': fromPage(pageBodies['recall-quotes'], async () => []),
  'edit-mark': fromPage(pageBodies['edit-mark'], fail),
  'delete-mark': fromPage(pageBodies['delete-mark'], async () => undefined),
  'restore-mark': fromPage(pageBodies['restore-mark'], async () => undefined),
  'write-note': fromPage(pageBodies['write-note'], fail),
  'add-tag': fromPage(pageBodies['add-tag'], fail),
  'remove-tag': fromPage(pageBodies['remove-tag'], async () => undefined),
  'tag-names': fromPage(pageBodies['tag-names'], async () => ['金融']),
  draft: fromPage(pageBodies.draft, async ({ key }, page) => `${page.tabId} ${page.address} ${key}`),
  'set-draft': fromPage(pageBodies['set-draft'], async () => undefined),
  'begin-rare': fromPage(pageBodies['begin-rare'], async () => undefined),
  'begin-notes': fromPage(pageBodies['begin-notes'], async () => undefined),
  'begin-frames': fromPage(pageBodies['begin-frames'], async () => undefined),
  'begin-recall': fromPage(pageBodies['begin-recall'], async () => undefined),
  'begin-reattach': fromPage(pageBodies['begin-reattach'], async () => undefined),
  'begin-panel': fromPage(pageBodies['begin-panel'], async () => undefined),
  'begin-sentences': fromPage(pageBodies['begin-sentences'], async () => undefined),
  'bring-rules': fromPage(pageBodies['bring-rules'], async () => undefined),
  'reading-piece': fromPage(pageBodies['reading-piece'], async () => undefined),
  'reading-progress': fromPage(pageBodies['reading-progress'], async () => undefined),
  'read-page': fromView(viewBodies['read-page'], fail),
  'save-page': fromView(viewBodies['save-page'], async () => ({ status: 'page-changed' })),
  'stop-reading': fromView(viewBodies['stop-reading'], async () => undefined),
  'show-place': fromView(viewBodies['show-place'], async (): Promise<'gone'> => 'gone'),
  'start-picking': fromView(viewBodies['start-picking'], async () => undefined),
  'propose-rule': fromView(viewBodies['propose-rule'], async () => null),
  'try-rule': fromView(viewBodies['try-rule'], async () => []),
  'show-marks': fromView(viewBodies['show-marks'], async () => undefined),
  'keep-note': fromView(viewBodies['keep-note'], async () => undefined),
  'site-switched': fromView(viewBodies['site-switched'], async () => undefined),
  'list-links': fromView(viewBodies['list-links'], async () => []),
  gather: fromView(viewBodies.gather, async () => undefined),
  'gather-step': fromView(viewBodies['gather-step'], async () => undefined),
  'gather-stop': fromView(viewBodies['gather-stop'], async () => undefined),
  'fetch-images': fromView(viewBodies['fetch-images'], async () => ({ kept: 0, missing: 0 })),
  'back-up': fromView(viewBodies['back-up'], async () => undefined),
  'backup-made': fromView(viewBodies['backup-made'], async () => undefined),
  'sync-now': fromView(viewBodies['sync-now'], quotaExceeded),
  'sync-state': fromView(viewBodies['sync-state'], fail),
  'offline-step': fromView(viewBodies['sync-state'], fail),
  'session-changed': fromView(viewBodies['session-changed'], async () => undefined),
};
const answer = answerMessages(table, OWN);

async function fail(): Promise<never> {
  throw new RequestError('not-found', 'nothing there');
}

async function quotaExceeded(): Promise<never> {
  throw new DOMException('full', 'QuotaExceededError');
}

describe('who may ask', () => {
  it('answers a script in the top frame of a page, by the address the browser vouches for', async () => {
    const message = { name: 'draft', body: { key: 'note' } };
    expect(await answer(message, PAGE)).toEqual({ answer: '3 https://news.example/article/7 note' });
  });

  it('asks the document itself where it is when its tab shows another address than it was opened with', async () => {
    const pushed = { ...PAGE, tab: { id: 3, url: 'https://news.example/article/8' } };
    const reply = await answer({ name: 'draft', body: { key: 'note' } }, pushed);
    expect(reply).toEqual({ answer: '3 https://news.example/3/document-7 note' });
  });

  it.each([
    ['another extension', { ...PAGE, id: 'somebody-else' }],
    ['a sender without an id', { ...PAGE, id: undefined }],
    ['a frame within a page', { ...PAGE, frameId: 4 }],
    ['a script without a tab', { ...PAGE, tab: undefined }],
    ['a page of ours', LIBRARY_TAB],
    ['the popup', POPUP],
    ['a page without an address', { ...PAGE, url: undefined }],
    ['a page of the browser', { ...PAGE, url: 'chrome://settings/' }],
  ])('refuses %s what only a script in a page may ask', async (_, sender) => {
    expect(await answer({ name: 'tag-names' }, sender)).toMatchObject({ error: { code: 'refused' } });
  });

  it('answers the popup and our pages in tabs', async () => {
    const message = { name: 'save-page', body: { tabId: 3, documentId: 'document-7' } };
    expect(await answer(message, POPUP)).toEqual({ answer: { status: 'page-changed' } });
    expect(await answer(message, LIBRARY_TAB)).toEqual({ answer: { status: 'page-changed' } });
  });

  it.each([
    ['a script in a page', PAGE],
    ['another extension', { ...POPUP, id: 'somebody-else' }],
    ['a page whose address only looks like ours', { ...POPUP, url: 'https://our-extension/popup.html' }],
    ['another extension’s page', { ...POPUP, url: 'chrome-extension://our-extension.evil/popup.html' }],
    ['a page of ours within somebody’s frame', { ...LIBRARY_TAB, frameId: 2 }],
  ])('refuses %s what only our pages may ask', async (_, sender) => {
    const message = { name: 'show-marks', body: { tabId: 3 } };
    expect(await answer(message, sender)).toMatchObject({ error: { code: 'refused' } });
  });
});

describe('what may be asked', () => {
  it.each([
    ['nothing', undefined],
    ['a text', 'page-article'],
    ['a message without a name', { body: {} }],
    ['a name that is no text', { name: 7 }],
    ['an unknown name', { name: 'erase-everything' }],
    ['a name every object has', { name: 'constructor' }],
    ['a name that reaches the prototype', { name: '__proto__' }],
  ])('refuses %s', async (_, message) => {
    expect(await answer(message, PAGE)).toMatchObject({ error: { code: 'refused' } });
  });

  const QUOTE = { type: 'TextQuoteSelector', exact: '三个字', prefix: '', suffix: '' };
  const MARK = { id: 'abcdefgh01234567', pageSelectors: [QUOTE], colour: 1, style: 'ground' };
  it.each([
    ['detected', { kind: 'advert', isObservation: true, address: 'https://news.example/' }],
    ['detected', { kind: 'article', isObservation: 'yes', address: 'https://news.example/' }],
    ['save-mark', { ...MARK, id: '../../etc' }],
    ['save-mark', { ...MARK, colour: 9 }],
    ['save-mark', { ...MARK, pageSelectors: [{ type: 'TextQuoteSelector', exact: 7 }] }],
    ['save-mark', { ...MARK, pageSelectors: Array(17).fill(QUOTE) }],
    ['write-note', { owner: { kind: 'account', id: 'a' }, text: '', seen: [] }],
    ['write-note', { owner: { kind: 'article', id: 'a' }, text: '字'.repeat(20_001), seen: [] }],
    ['add-tag', { owner: { kind: 'article', id: 'a' }, name: '   ' }],
    ['draft', {}],
    ['page-article', { id: 'another-article' }],
  ])('refuses a malformed body of %s by name', async (name, body) => {
    const reply = await answer({ name, body }, PAGE);
    expect(reply).toMatchObject({ error: { name: 'RequestError', code: 'refused' } });
    expect(JSON.stringify(reply)).toContain('malformed');
  });

  it('lets a well-formed mark through to its handler', async () => {
    const reply = await answer({ name: 'save-mark', body: MARK }, PAGE);
    expect(reply).toEqual({ error: { name: 'RequestError', code: 'not-found', message: 'nothing there' } });
  });
});

describe('how a failure is told', () => {
  it('names a full disk', async () => {
    expect(await answer({ name: 'sync-now' }, POPUP)).toMatchObject({ error: { code: 'storage-full' } });
  });

  it('answers an unexpected error instead of throwing it', async () => {
    const broken = { ...table, draft: fromPage(z.unknown(), () => Promise.reject('a text')) };
    const reply = await answerMessages(broken, OWN)({ name: 'draft', body: 1 }, PAGE);
    expect(reply).toEqual({ error: { name: 'Error', code: 'internal', message: 'a text' } });
  });
});
