import { describe, expect, it } from 'vitest';
import type { Candidate, Evidence } from '../../../utils/article/reading.ts';
import { applyRules } from '../../../utils/sites/apply-rules.ts';
import { proposeRule, type RuleWish } from '../../../utils/sites/propose-rule.ts';
import { partOf, type RuleTake, rulesFor, type SiteRule, siteOf } from '../../../utils/sites/site-rule.ts';
import { type ArticleWords, addressOf, FIRST, type Layout, openArticle, SECOND } from './two-articles.ts';

const rule = (field: SiteRule['field'], take: RuleTake, path: string | null = null): SiteRule => ({
  site: 'zhibanshi.example',
  path,
  field,
  take,
  example: '',
});

/** What the rule made of the wish on the first article gives on the second. */
function onSecond(layout: Layout, wish: RuleWish) {
  const take = proposeRule(openArticle(layout, FIRST), wish);
  if (take === null) return { take, field: null };
  const reading = applyRules(openArticle(layout, SECOND), [rule(wish.field, take)]);
  return { take, field: reading.fields[wish.field] };
}

describe('a rule made on one article, on another of the same site', () => {
  it.each<[Layout, SiteRule['field'], RuleWish['value'], RuleTake['from'], unknown]>([
    ['labels', 'source', FIRST.source, 'label', SECOND.source],
    ['labels', 'authors', [FIRST.author], 'label', [SECOND.author]],
    ['classes', 'authors', [FIRST.author], 'element', [SECOND.author]],
    ['classes', 'source', FIRST.source, 'element', SECOND.source],
    ['classes', 'publishedAt', FIRST.day, 'element', SECOND.day],
    ['tables', 'authors', [FIRST.author], 'label', [SECOND.author]],
    ['tables', 'source', FIRST.source, 'element', SECOND.source],
    ['labels', 'publishedAt', FIRST.day, 'element', `${SECOND.day}T09:30+08:00`],
    ['machines', 'title', FIRST.title, 'element', SECOND.title],
    ['tables', 'publishedAt', FIRST.day, 'element', `${SECOND.day}T14:05+08:00`],
    ['tail', 'authors', [FIRST.author], 'label', [SECOND.author]],
    ['machines', 'source', FIRST.source, 'meta', SECOND.source],
    ['machines', 'authors', [FIRST.author], 'structured-data', [SECOND.author]],
    ['machines', 'source', `${FIRST.source}编辑部`, 'structured-data', `${SECOND.source}编辑部`],
    ['machines', 'publishedAt', FIRST.day, 'structured-data', `${SECOND.day}T08:00:00+08:00`],
  ])('in %s gives the %s for the reader’s own words', (layout, field, value, from, expected) => {
    const seen = onSecond(layout, { field, value, evidence: null });
    expect(seen.take).toMatchObject({ from });
    expect(seen.field).toMatchObject({ value: expected, rule: 'applied' });
  });

  it.each<[Layout, 'authors' | 'source' | 'publishedAt' | 'title']>([
    ['labels', 'authors'],
    ['labels', 'publishedAt'],
    ['labels', 'title'],
    ['classes', 'authors'],
    ['classes', 'title'],
    ['tables', 'publishedAt'],
    ['tables', 'title'],
    ['tail', 'authors'],
    ['tail', 'publishedAt'],
    ['machines', 'publishedAt'],
  ])('in %s gives what the reading itself would, for each %s it found', (layout, name) => {
    const rightOn = ({ author, source, day, title }: ArticleWords) =>
      ({ authors: [author], source, publishedAt: day, title })[name];
    const isRight = (value: unknown) => String(value).startsWith(String(rightOn(FIRST)));
    const all: Candidate<string | string[]>[] = openArticle(layout, FIRST).reading.fields[name].candidates;
    const candidates = all.filter(({ value }) => isRight(value));
    expect(candidates).not.toEqual([]);
    for (const { value, evidence } of candidates) {
      const seen = onSecond(layout, { field: name, value, evidence });
      const words = JSON.stringify({ value, evidence, take: seen.take });
      expect(seen.field?.rule, words).toBe('applied');
      expect(String(seen.field?.value).startsWith(String(rightOn(SECOND))), words).toBe(true);
    }
  });

  it('counts no place that only the first article has', () => {
    const { take } = onSecond('classes', { field: 'authors', value: [FIRST.author], evidence: null });
    expect(JSON.stringify(take)).not.toContain(String(FIRST.number));
    expect(JSON.stringify(take)).not.toContain('nth-of-type');
  });

  it('leaves a field empty for ever where the reader said so', () => {
    const { take, field } = onSecond('labels', { field: 'source', value: null, evidence: null });
    expect(take).toEqual({ from: 'nothing' });
    expect(field).toMatchObject({ value: null, evidence: null, rule: 'applied' });
  });

  it('writes words that stand nowhere on the page, where a site can have them on each', () => {
    const seen = onSecond('labels', { field: 'authors', value: ['方知行'], evidence: null });
    expect(seen.take).toEqual({ from: 'text', text: '方知行' });
    expect(seen.field).toMatchObject({ value: ['方知行'], rule: 'applied' });
    for (const field of ['title', 'summary'] as const) {
      const none = { field, value: '页面上没有的几个字', evidence: null };
      expect(proposeRule(openArticle('labels', FIRST), none)).toBeNull();
    }
    const day = { field: 'publishedAt', value: '2020-01-01', evidence: null } as const;
    expect(proposeRule(openArticle('labels', FIRST), day)).toBeNull();
  });
});

describe('a rule that finds nothing', () => {
  it.each<[string, RuleTake]>([
    ['label', { from: 'label', word: '投稿单位' }],
    ['element', { from: 'element', selector: '.author-name', place: 'byline' }],
    ['selector that is none', { from: 'element', selector: 'p:::', place: 'byline' }],
    ['meta element', { from: 'meta', name: 'mediaid' }],
    ['key', { from: 'structured-data', key: 'publisher.name' }],
  ])('for want of its %s leaves the reading as it was, and says so', (_, take) => {
    const page = openArticle('labels', SECOND);
    const before = page.reading.fields.source;
    const { fields } = applyRules(page, [rule('source', take)]);
    expect(fields.source).toEqual({ ...before, rule: 'not-found' });
  });

  it('says nothing where an element holds a text that is no such value', () => {
    const page = openArticle('labels', SECOND);
    const { fields } = applyRules(page, [
      rule('publishedAt', { from: 'element', selector: '.foot', place: 'body' }),
      rule('category', { from: 'element', selector: '.body', place: 'body' }),
    ]);
    expect(fields.publishedAt).toMatchObject({ value: '2026-04-17T09:30+08:00', rule: 'not-found' });
    expect(fields.category).toMatchObject({ value: '观察', rule: 'not-found' });
  });
});

describe('where a value of a rule was found', () => {
  it('is told like that of any other, and can be shown', () => {
    const page = openArticle('labels', SECOND);
    const { fields } = applyRules(page, [rule('source', { from: 'label', word: '递稿处' })]);
    const evidence: Evidence | null = fields.source.evidence;
    expect(evidence?.source).toBe('label');
    expect(evidence?.text).toContain(`递稿处：${SECOND.source}`);
    const element = page.document.querySelector(evidence?.selector ?? 'none');
    expect(element?.textContent).toContain(SECOND.source);
    expect(fields.source.candidates.map(({ value }) => value)).toContain('值班室网');
  });
});

describe('the site of a rule', () => {
  it('is the host, however its pages are reached', () => {
    expect(siteOf('https://www.zhibanshi.example/a/1.html')).toBe('zhibanshi.example');
    expect(siteOf('http://m.zhibanshi.example/a/1.html')).toBe('zhibanshi.example');
    expect(siteOf('https://bbs.zhibanshi.example:8080/')).toBe('bbs.zhibanshi.example:8080');
    expect(siteOf('file:///home/1.html')).toBeNull();
  });

  it('may be a part of it, named by its first folder', () => {
    expect(partOf(addressOf(FIRST))).toBe('/guancha/');
    expect(partOf('https://zhibanshi.example/20260305/1.html')).toBeNull();
    expect(partOf('https://zhibanshi.example/1.html')).toBeNull();
  });

  it('has the rule of a part before that of the whole, and none of another', () => {
    const whole = rule('source', { from: 'nothing' });
    const part = rule('source', { from: 'label', word: '稿源' }, '/guancha/');
    const other = rule('source', { from: 'label', word: '来源' }, '/renwu/');
    const foreign = { ...rule('authors', { from: 'nothing' }), site: 'elsewhere.example' };
    const rules = [other, whole, part, foreign];
    expect(rulesFor(rules, addressOf(FIRST))).toEqual([part]);
    expect(rulesFor(rules, 'https://zhibanshi.example/b/1.html')).toEqual([whole]);
    expect(rulesFor(rules, 'about:blank')).toEqual([]);
  });
});
