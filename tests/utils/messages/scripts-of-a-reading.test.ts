import { beforeEach, describe, expect, it } from 'vitest';
import type { KeptSiteRule } from '../../../utils/library/library.ts';
import { type FakeSettings, installFakeBrowser } from '../../fake-browser.ts';
import { ADDRESS, sampleReading } from '../library/sample-reading.ts';

const settings: FakeSettings = {};
const browserLog = installFakeBrowser(settings);
const { findPagesOf } = await import('../../../entrypoints/background/find-pages.ts');
const { readByRules } = await import('../../../entrypoints/background/read-by-rules.ts');
const target = { tabId: 1, documentIds: ['document-1'] };
const SECOND = ADDRESS.replace('.html', '_2.html');

beforeEach(() => browserLog.reset());

describe('the further pages of an article', () => {
  it('are told with the reading, which then has the address of the first', async () => {
    const addresses = [
      [1, ADDRESS],
      [2, SECOND],
    ];
    settings.inject = () => ({ number: 2, addresses });
    const read = await findPagesOf(target, sampleReading({ canonicalAddress: SECOND }));
    expect(browserLog.injected).toEqual(['1 /content-scripts/pages.js']);
    expect(read.pages).toEqual({ addresses: [ADDRESS, SECOND], missing: [1], reason: 'unread' });
    expect(read.fields.canonicalAddress.value).toBe(ADDRESS);
  });

  it.each([null, undefined, { number: 0, addresses: [] }, 'anything'])(
    'are none where the page says %j',
    async (result) => {
      settings.inject = () => result;
      expect(await findPagesOf(target, sampleReading())).toEqual(sampleReading());
    },
  );

  it('are not looked for on a page that is no article', async () => {
    await findPagesOf(target, { ...sampleReading(), kind: 'list' });
    expect(browserLog.injected).toEqual([]);
  });
});

describe('rules for a site', () => {
  const rule: KeptSiteRule = {
    id: 'rule000000000001',
    site: 'news.example',
    path: null,
    field: 'source',
    take: { from: 'label', word: '稿源' },
    example: '',
  };
  const library = (...rules: KeptSiteRule[]) => ({ siteRules: async () => rules });

  it('give the fields, and leave the text as it was', async () => {
    const ruled = sampleReading({ source: '值班室周刊' });
    settings.inject = () => ruled.fields;
    expect(await readByRules(library(rule), target, ADDRESS, sampleReading())).toEqual(ruled);
    expect(browserLog.injected).toEqual(['1 /content-scripts/rules.js']);
  });

  it('are left for one script at a time: of two the first would be lost, and the second asked for nothing', async () => {
    const steps: string[] = [];
    settings.inject = ({ file }) => {
      steps.push(file === null ? 'left' : 'run');
      return sampleReading().fields;
    };
    const read = () => readByRules(library(rule), target, ADDRESS, sampleReading());
    await Promise.all([read(), read()]);
    expect(steps).toEqual(['left', 'run', 'left', 'run']);
  });

  it('of other sites put nothing into the page', async () => {
    const other = { ...rule, site: 'other.example' };
    expect(await readByRules(library(other), target, ADDRESS, sampleReading())).toEqual(sampleReading());
    expect(browserLog.injected).toEqual([]);
  });

  it('are refused where what the page gave are no fields', async () => {
    settings.inject = () => ({ source: 'anything' });
    await expect(readByRules(library(rule), target, ADDRESS, sampleReading())).rejects.toMatchObject({
      code: 'internal',
    });
  });
});
