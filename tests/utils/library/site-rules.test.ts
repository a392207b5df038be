import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Json } from '../../../protocol/records.ts';
import { emptyDeletedRecords } from '../../../utils/library/empty-deleted.ts';
import type { Library } from '../../../utils/library/library.ts';
import { localLibrary } from '../../../utils/library/local-library.ts';
import { siteRuleFields } from '../../../utils/library/site-rule-schema.ts';
import { openStore, type Store } from '../../../utils/library/store.ts';
import { recordOf, write } from '../../../utils/library/write.ts';
import { RULE_FIELDS, type SiteRule } from '../../../utils/sites/site-rule.ts';

const RULE: SiteRule = {
  site: 'zhibanshi.example',
  path: null,
  field: 'source',
  take: { from: 'label', word: '稿源' },
  example: '坐席手记',
};

let now: number;
let here: Store;
let library: Library;

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  now = 1_750_000_000_000;
  here = await openStore('here', 'aaaa', clock);
  library = localLibrary(here, () => undefined);
});

const clock = () => {
  now += 1000;
  return now;
};

/** Carries every record of one store to the other, as a sync would. */
async function carry(from: Store, to: Store): Promise<void> {
  const rows = await from.database.getAll('records');
  for (const row of rows) await write(to, (writer) => writer.adopt(recordOf(row)));
}

describe('rules for sites', () => {
  it('are kept many at once or none, and what they replaced comes back', async () => {
    const own = await library.saveSiteRule(RULE);
    const gone = await library.saveSiteRule({ ...RULE, field: 'title' });
    await library.deleteSiteRule(gone.id);
    const imported: SiteRule[] = [
      { ...RULE, take: { from: 'nothing' } },
      { ...RULE, take: { from: 'meta', name: 'x-provider' } },
      { ...RULE, field: 'title' },
      { ...RULE, field: 'authors' },
    ];
    const undo = await library.saveSiteRules(imported);
    expect(await library.siteRules()).toMatchObject([
      { field: 'authors' },
      { field: 'source', take: { from: 'meta', name: 'x-provider' } },
      { field: 'title' },
    ]);
    await library.undoEdits(undo);
    expect(await library.siteRules()).toEqual([own]);
    const tooLong = { ...RULE, field: 'summary', take: { from: 'text', text: '长'.repeat(70_000) } } as const;
    await expect(library.saveSiteRules([{ ...RULE, field: 'editor' }, tooLong])).rejects.toMatchObject({
      code: 'too-large',
    });
    expect(await library.siteRules()).toEqual([own]);
  });

  it('are one a field and part of a site; a later one takes the place of the first', async () => {
    await library.saveSiteRule(RULE);
    const part = await library.saveSiteRule({ ...RULE, path: '/guancha/' });
    const other = await library.saveSiteRule({ ...RULE, field: 'authors', take: { from: 'nothing' } });
    const second = await library.saveSiteRule({ ...RULE, take: { from: 'meta', name: 'x-provider' } });
    expect(await library.siteRules()).toEqual([other, second, part]);
  });

  it('go when they are deleted, and come back when they are saved again', async () => {
    const { id } = await library.saveSiteRule(RULE);
    await library.deleteSiteRule(id);
    expect(await library.siteRules()).toEqual([]);
    await library.saveSiteRule(RULE);
    expect(await library.siteRules()).toEqual([{ ...RULE, id }]);
  });

  it('made on two devices for one field are one record, and the later stands whole on both', async () => {
    const there = await openStore('there', 'bbbb', clock);
    await library.saveSiteRule(RULE);
    const later: SiteRule = { ...RULE, take: { from: 'text', text: '值班室网' }, example: '值班室网' };
    const { id } = await localLibrary(there, () => undefined).saveSiteRule(later);
    await carry(here, there);
    await carry(there, here);
    for (const store of [here, there]) {
      expect(await localLibrary(store, () => undefined).siteRules()).toEqual([{ ...later, id }]);
      expect(await store.database.count('records')).toBe(1);
    }
  });

  it('that were deleted are emptied after 30 days', async () => {
    const { id } = await library.saveSiteRule(RULE);
    await library.deleteSiteRule(id);
    // Once a day, as the alarm does: a clock that leaps is not believed.
    for (let day = 0; day <= 31; day++) {
      now += 24 * 60 * 60_000;
      await emptyDeletedRecords(here);
    }
    const row = await here.database.get('records', ['site-rule', id]);
    expect(row?.fields.site?.[1]).toBeNull();
    expect(await library.siteRules()).toEqual([]);
  });

  it.each<[string, Json]>([
    ['take', { from: 'script', text: 'alert(1)' }],
    ['take', { from: 'element', selector: 'p'.repeat(5000), place: 'body' }],
    ['take', null],
    ['field', 'mood'],
    ['site', 7],
  ])(
    'are passed over where %s is %j, as a newer version may write it, and left as they are',
    async (name, value) => {
      const { id } = await library.saveSiteRule(RULE);
      await write(here, (writer) => writer.set('site-rule', id, { [name]: value }));
      expect(await library.siteRules()).toEqual([]);
      expect((await here.database.get('records', ['site-rule', id]))?.fields[name]?.[1]).toEqual(value);
    },
  );

  it('can be for every field that a site can have rules for', () => {
    for (const field of RULE_FIELDS) expect(siteRuleFields.field.safeParse(field).success, field).toBe(true);
  });
});
