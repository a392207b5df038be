// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { articlesToTry, MOST_TRIED, trialWords } from '../../../components/article/rule-trial.ts';
import { setLanguage } from '../../../utils/appearance.ts';
import { readArticleView } from '../../../utils/library/article-view.ts';
import type { Article } from '../../../utils/library/library.ts';
import type { SiteRule } from '../../../utils/sites/site-rule.ts';
import { tryRule } from '../../../utils/sites/try-rule.ts';
import { FIRST, openArticle, SECOND } from './two-articles.ts';

const take = { from: 'label', word: '递稿处' } as const;
const rule: SiteRule = { site: 'night.example', path: null, field: 'source', take, example: '坐席手记' };

describe('a rule on an article that is kept', () => {
  const page = openArticle('labels', SECOND);
  const onSource = { field: 'source', take } as const;

  it('gives what is kept, or fills what is empty', () => {
    expect(tryRule(page, onSource, SECOND.source)).toEqual({ outcome: 'same', value: null });
    expect(tryRule(page, onSource, null)).toEqual({ outcome: 'same', value: null });
    expect(tryRule(page, { field: 'authors', take: { from: 'label', word: '作者' } }, [])).toEqual({
      outcome: 'same',
      value: null,
    });
  });

  it('says what it would give where something else is kept', () => {
    expect(tryRule(page, onSource, '值班室网')).toEqual({ outcome: 'other', value: SECOND.source });
  });

  it('finds nothing where the page has no such place', () => {
    const other = { field: 'source', take: { from: 'label', word: '供稿' } } as const;
    expect(tryRule(page, other, SECOND.source).outcome).toBe('none');
    expect(tryRule(page, { field: 'source', take: { from: 'nothing' } }, null).outcome).toBe('none');
  });
});

describe('the articles it is tried on', () => {
  const articleAt = (address: string, savedAt: number): Article => {
    const fields: Record<string, [string, string | number]> = {
      address: ['s', address],
      title: ['s', FIRST.title],
      savedAt: ['s', savedAt],
    };
    const article = readArticleView({ kind: 'article', id: address, fields, notes: {} }, []);
    if (!article) throw new Error(address);
    return article;
  };
  const here = 'https://night.example/a/1.html';

  it('are the latest of the page’s own origin, but for the page itself', () => {
    const all = [
      articleAt(here, 9),
      articleAt('https://night.example/a/2.html', 1),
      articleAt('https://night.example/b/3.html', 2),
      articleAt('https://m.night.example/a/4.html', 3),
      articleAt('https://day.example/a/5.html', 4),
    ];
    const addresses = (of: SiteRule) => articlesToTry(all, of, here).map(({ address }) => address);
    expect(addresses(rule)).toEqual(['https://night.example/b/3.html', 'https://night.example/a/2.html']);
    expect(addresses({ ...rule, path: '/a/' })).toEqual(['https://night.example/a/2.html']);
  });

  it('are no more than a reader would look through', () => {
    const many = Array.from({ length: 40 }, (_, at) =>
      articleAt(`https://night.example/a/${at + 2}.html`, at),
    );
    const chosen = articlesToTry(many, rule, here);
    expect(chosen).toHaveLength(MOST_TRIED);
    expect(chosen[0]?.savedAt).toBe(39);
  });
});

describe('what is said of it', () => {
  const other = { outcome: 'other', value: '夜班手册' } as const;

  it('counts, and gives an example of what differs', () => {
    setLanguage('zh-CN');
    const tried = [{ outcome: 'same', value: null }, { outcome: 'none', value: null }, other] as const;
    expect(trialWords({ titles: ['甲', '乙', '丙'], kept: ['x', 'y', '值班室网'], tried: [...tried] })).toBe(
      '试过最近 3 篇：1 篇取到，1 篇没有，1 篇不同。 例如《丙》，书库里是“值班室网”，这样取到“夜班手册”。',
    );
  });

  it('does not count what could not be opened as anything else', () => {
    const tried = [{ outcome: 'unread', value: null } as const];
    expect(trialWords({ titles: ['甲'], kept: [null], tried })).toBe(
      '试过最近 1 篇：0 篇取到，0 篇没有，0 篇不同。 1 篇没有打开。',
    );
  });

  it('says plainly that there is nothing to try it on', () => {
    expect(trialWords({ titles: [], kept: [], tried: [] })).toContain('没有可以试的');
  });
});
