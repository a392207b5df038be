import { expect, test } from 'vitest';
import { canonicalAddress, plainAddress } from '../../../utils/article/address.ts';
import { openPage } from './open-page.ts';

const OWN = 'https://www.a.example/news/12.html?from=weixin#top';
const head = (html: string) => canonicalAddress(openPage(html, OWN), OWN);

test.each([
  ['a link', '<link rel="canonical" href="/story/12">', 'https://www.a.example/story/12'],
  [
    'og:url',
    '<meta property="og:url" content="https://m.a.example/story/12">',
    'https://m.a.example/story/12',
  ],
  ['nothing', '', 'https://www.a.example/news/12.html'],
  ['the root', '<link rel="canonical" href="https://www.a.example/">', 'https://www.a.example/news/12.html'],
  [
    'another site',
    '<link rel="canonical" href="https://b.example/story/12">',
    'https://www.a.example/news/12.html',
  ],
  ['no address', '<link rel="canonical" href="http://[">', 'https://www.a.example/news/12.html'],
  ['a script', '<link rel="canonical" href="javascript:1">', 'https://www.a.example/news/12.html'],
  [
    'a page shown before',
    '<title>第二篇文章的题目</title><meta property="og:title" content="最初那篇的题目"><link rel="canonical" href="/story/1">',
    'https://www.a.example/news/12.html',
  ],
])('canonical by %s', (_, html, address) => {
  expect(head(html)).toBe(address);
});

test('a canonical address that forgets which page this is does not count', () => {
  const address = 'https://a.example/show.php?id=7';
  const page = openPage('<link rel="canonical" href="/show.php">', address);
  expect(canonicalAddress(page, address)).toBe(address);
});

test.each([
  ['https://a.example/1?utm_source=x&id=3&spm=a.b#c', 'https://a.example/1?id=3'],
  ['https://a.example/1?fromage=3', 'https://a.example/1?fromage=3'],
  ['https://a.example/#/story/3', 'https://a.example/#/story/3'],
  ['not an address', 'not an address'],
])('%s is plainly %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain);
});
