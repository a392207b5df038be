import { describe, expect, it } from 'vitest';
import { isSitePattern, matchesPattern, patternOf } from '../../../utils/sites/match-pattern.ts';
import { buildSites, combineSites } from '../../../utils/sites/site-lists.ts';

describe('the pattern of a site', () => {
  it.each([
    ['https://www.news.example/a/7?b#c', 'https://www.news.example/*'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1/*'],
    ['http://[::1]:3000/', 'http://[::1]/*'],
    ['chrome://settings/', null],
    ['file:///home/reader/a.html', null],
    ['about:blank', null],
    ['no address', null],
  ])('of %s is %s', (address, pattern) => {
    expect(patternOf(address)).toBe(pattern);
    if (pattern !== null) {
      expect(isSitePattern(pattern)).toBe(true);
      expect(matchesPattern(pattern, address)).toBe(true);
    }
  });

  it.each(['<all_urls>', '*://*/*', 'https://*/*', 'https://*.com/*', 'https://a.example/path/*', '', 'x'])(
    'is never one that means all sites or no site: %s',
    (pattern) => {
      expect(isSitePattern(pattern)).toBe(false);
    },
  );

  it.each([
    ['https://*.news.example/*', 'https://news.example/', true],
    ['https://*.news.example/*', 'https://deep.www.news.example/a', true],
    ['https://*.news.example/*', 'https://evilnews.example/a', false],
    ['https://news.example/*', 'https://www.news.example/a', false],
    ['https://news.example/*', 'http://news.example/a', false],
    ['https://*/*', 'https://news.example/a', false],
  ])('%s and %s: %s', (pattern, address, fits) => {
    expect(matchesPattern(pattern, address)).toBe(fits);
  });
});

describe('the sites that are on', () => {
  it('are those of the build, the administrator and the reader, each once', () => {
    const on = combineSites({
      build: ['https://a.example/*'],
      managed: ['https://b.example/*', 'https://a.example/*'],
      own: [{ pattern: 'https://c.example/*', on: true }],
    });
    expect(on).toEqual(['https://a.example/*', 'https://b.example/*', 'https://c.example/*']);
  });

  it('leave out a listed one that the reader switched off', () => {
    const own = [{ pattern: 'https://a.example/*', on: false }];
    expect(combineSites({ build: ['https://a.example/*'], managed: [], own })).toEqual([]);
  });

  it('leave out patterns that mean all sites, wherever they come from', () => {
    const own = [{ pattern: '<all_urls>', on: true }];
    expect(combineSites({ build: ['*://*/*'], managed: ['https://*/*'], own })).toEqual([]);
  });

  it('are read from a list with commas at build time', () => {
    expect(buildSites(' https://a.example/*, nonsense ,https://*.b.example/*,')).toEqual([
      'https://a.example/*',
      'https://*.b.example/*',
    ]);
    expect(buildSites('')).toEqual([]);
  });
});
