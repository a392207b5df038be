// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { citationOf } from '../../components/article/citation.ts';
import { siteRows } from '../../components/settings/site-rows.ts';
import { applyAppearance, setLanguage, setTheme, theme } from '../../utils/appearance.ts';
import { systemLanguage } from '../../utils/system-language.ts';

describe('the list of sites', () => {
  const lists = {
    managed: ['https://a.example/*'],
    build: ['https://a.example/*', 'https://b.example/*'],
    own: [
      { pattern: 'https://b.example/*', on: false },
      { pattern: 'https://c.example/*', on: true },
      { pattern: 'http://d.example/*', on: false },
      { pattern: 'https://e.example/*', on: false },
    ],
  };

  it('names each site once, by whom it comes from, with the reader’s word above the lists', () => {
    const rows = siteRows(lists, new Set(['https://a.example/*', 'http://d.example/*']));
    expect(rows.map(({ host, from, isOn, isGranted }) => [host, from, isOn, isGranted])).toEqual([
      ['a.example', 'managed', true, true],
      ['b.example', 'build', false, false],
      ['c.example', 'own', true, false],
      ['http://d.example', 'own', false, true],
    ]);
  });
});

describe('appearance', () => {
  it('follows the system until the reader chooses, and what is chosen in another page', () => {
    const stop = applyAppearance();
    const root = document.documentElement;
    expect(root.dataset.theme).toBeUndefined();
    setTheme('dark');
    expect([root.dataset.theme, localStorage.getItem('theme')]).toEqual(['dark', 'dark']);
    dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'light' }));
    expect(root.dataset.theme).toBe('light');
    dispatchEvent(new StorageEvent('storage', { key: 'theme', newValue: 'neon' }));
    expect([theme.value, root.dataset.theme]).toEqual(['auto', undefined]);
    setLanguage('en');
    expect(root.lang).toBe('en');
    setLanguage('zh-CN');
    expect(root.lang).toBe('zh-CN');
    stop();
    setTheme('dark');
    expect(root.dataset.theme).toBeUndefined();
  });

  it.each([
    [['fr-FR', 'en-GB', 'zh-CN'], 'en'],
    [['zh-TW'], 'zh-CN'],
    [['fr'], 'zh-CN'],
    [[], 'zh-CN'],
  ])('speaks to a system of %o in %s', (preferred, language) => {
    expect(systemLanguage(preferred)).toBe(language);
  });
});

describe('a citation', () => {
  const now = new Date(2026, 10, 20, 12).getTime();
  const article = {
    title: '等待的四十七秒',
    authors: [],
    source: null,
    publishedAt: null,
    address: 'https://a.example/1',
  };

  it('leaves out what the page does not say', () => {
    expect(citationOf(article, now)).toBe('等待的四十七秒[EB/OL]. [2026-11-20]. https://a.example/1.');
  });

  it('names authors, source and the day of publication', () => {
    const whole = {
      ...article,
      authors: ['林远', '陆小满'],
      source: '坐席笔记',
      publishedAt: '2024-03-05T09:30+08:00',
    };
    expect(citationOf(whole, now)).toBe(
      '林远，陆小满. 等待的四十七秒[EB/OL]. 坐席笔记, (2024-03-05)[2026-11-20]. https://a.example/1.',
    );
  });
});
