import { JSDOM, VirtualConsole } from 'jsdom';
import { expect, test } from 'vitest';
import { readArticle } from '../../../utils/article/read-article.ts';
import { ATTACKS, attackedArticle, HOST } from './attacks.ts';
import { forbiddenParts } from './forbidden-parts.ts';

const ADDRESS = 'https://news.example/2024/0102/1.html';
const { document } = new JSDOM().window;

test('the attacks are many, and each is another one', () => {
  expect(new Set(ATTACKS).size).toBe(ATTACKS.length);
  expect(ATTACKS.length).toBeGreaterThan(250);
});

test.each(ATTACKS.map((attack) => [JSON.stringify(attack.slice(0, 120)), attack]))(
  'what is read of a page with %s holds only what is allowed',
  (_, attack) => {
    const page = new JSDOM(attackedArticle(attack), { url: ADDRESS, virtualConsole: new VirtualConsole() });
    const { html, fields } = readArticle(page.window.document, ADDRESS);
    expect(forbiddenParts(html, document)).toEqual([]);
    const addresses = [fields.canonicalAddress, fields.leadImage].map(({ value }) => value);
    for (const address of addresses) expect(address ?? 'https:').toMatch(/^(?:https?:|data:image\/)/);
    page.window.close();
  },
);

test('a check that finds nothing would find what the attacks are made of', () => {
  expect(forbiddenParts('<p onclick="x">a</p>', document)).toEqual(['p onclick="x"']);
  expect(forbiddenParts('<a href="javascript:x">a</a>', document)).toEqual(['a href="javascript:x"']);
  expect(forbiddenParts('<svg></svg><script></script>', document)).toEqual(['svg', 'script']);
  const found = ATTACKS.filter((attack) => forbiddenParts(attack, document).length > 0);
  expect(found.length).toBeGreaterThan(ATTACKS.length * 0.9);
  expect(ATTACKS.some((attack) => attack.includes(HOST))).toBe(true);
});
