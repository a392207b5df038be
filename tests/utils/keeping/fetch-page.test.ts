// @vitest-environment jsdom
import { afterEach, expect, test, vi } from 'vitest';
import { decodePage, fetchPage } from '../../../utils/keeping/fetch-page.ts';

const ADDRESS = 'https://zhibanshi.example/a/7_2.html';
/** 值班 in GBK; Node has no encoder for it. */
const GBK = [0xd6, 0xb5, 0xb0, 0xe0];
const ascii = (text: string) => [...new TextEncoder().encode(text)];

afterEach(() => vi.unstubAllGlobals());

test.each([
  ['the header', 'text/html; charset=gb2312', [], 'utf-8'],
  ['the page itself', 'text/html', ascii('<meta charset="gbk">'), 'utf-8'],
  [
    'an older form',
    'text/html',
    ascii('<meta http-equiv="Content-Type" content="text/html; charset=GB18030">'),
    'utf-8',
  ],
  ['the page before', 'text/html', [], 'GBK'],
  ['nothing but its bytes', 'text/html; charset=utf-8', [], 'UTF-8'],
  ['the page before, where the header errs', 'text/html; charset=utf-8', [], 'GBK'],
])('knows the encoding by %s', (_, type, head, before) => {
  const bytes = Uint8Array.from([...head, ...Array.from({ length: 20 }, () => GBK).flat()]);
  expect(decodePage(bytes, type, before)).toContain('值班值班');
});

test('one broken character makes no other encoding', () => {
  const bytes = Uint8Array.from([...new TextEncoder().encode('值班室的记录。'.repeat(40)), 0xe5, 0x80]);
  expect(decodePage(bytes, 'text/html; charset=utf-8', 'GBK')).toContain('值班室的记录。');
});

test('a name that is no encoding counts as none', () => {
  const bytes = new TextEncoder().encode('值班');
  expect(decodePage(bytes, 'text/html; charset=nonsense', 'utf-8')).toBe('值班');
});

test.each<[string, () => Response]>([
  ['an error', () => new Response('<p>', { status: 500, headers: { 'content-type': 'text/html' } })],
  ['an image', () => new Response('<p>', { headers: { 'content-type': 'image/png' } })],
  ['six megabytes', () => new Response(new Uint8Array(6e6), { headers: { 'content-type': 'text/html' } })],
  [
    'what says that it is larger',
    () => new Response('<p>', { headers: { 'content-type': 'text/html', 'content-length': '9000000' } }),
  ],
])('is none where the answer is %s', async (_, answer) => {
  vi.stubGlobal('fetch', async () => answer());
  expect(await fetchPage(ADDRESS, 'utf-8', new AbortController().signal)).toBeNull();
});

test('asks by GET, of its own origin alone', async () => {
  const fetch = vi.fn(
    async (_: string, __: RequestInit) =>
      new Response('<title>第二页</title>', { headers: { 'content-type': 'text/html' } }),
  );
  vi.stubGlobal('fetch', fetch);
  const page = await fetchPage(ADDRESS, 'utf-8', new AbortController().signal);
  expect(page?.document.title).toBe('第二页');
  expect(page?.address).toBe(ADDRESS);
  expect(fetch.mock.calls[0]?.[0]).toBe(ADDRESS);
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ mode: 'same-origin', credentials: 'same-origin' });
  expect(fetch.mock.calls[0]?.[1]).not.toHaveProperty('method');
});
