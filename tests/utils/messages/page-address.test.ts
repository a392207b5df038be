import { expect, it } from 'vitest';
import { knownAddress } from '../../../utils/messages/page-address.ts';

const PAGE = 'https://www.news.example/a/7?utm_source=wx#top';
const OWN = 'https://www.news.example/a/7';

it.each([
  ['the address the page itself has, when it claims none', null, OWN],
  [
    'a canonical address of the same site',
    'https://news.example/article/7',
    'https://news.example/article/7',
  ],
  ['the mobile page’s desktop address', 'https://m.news.example/a/7', 'https://m.news.example/a/7'],
  ['its own, when it claims another site’s', 'https://bank.example/secret', OWN],
  ['its own, when it claims a site whose name ends alike', 'https://evil-news.example/a', OWN],
  ['its own, when it claims another port', 'https://www.news.example:8443/a/7', OWN],
  ['its own, when it claims an unencrypted page', 'http://www.news.example/a/7', OWN],
  ['its own, when it claims a script', 'javascript:alert(1)', OWN],
  ['its own, when it claims nonsense', 'no address', OWN],
])('knows a page by %s', (_, claimed, known) => {
  expect(knownAddress(claimed, PAGE)).toBe(known);
});

it('lets an unencrypted page speak for the encrypted address of its own host', () => {
  expect(knownAddress('https://news.example/a/7', 'http://news.example/a/7')).toBe(
    'https://news.example/a/7',
  );
});
