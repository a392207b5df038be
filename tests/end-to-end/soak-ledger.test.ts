import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NoteValue, SyncRecord } from '../../protocol/records.ts';
import { SoakLedger } from './soak/ledger.ts';

const STAMP = '1700000000001-0000-aaaa0001';
let ledger: SoakLedger;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000 });
  ledger = new SoakLedger();
});
afterEach(() => vi.useRealTimers());

/** What the soak finds wrong with an article that ends up so. */
function violations(fields: Record<string, string | boolean>, texts: string[] = []): string[] {
  const values = texts.map((text): NoteValue => ({ stamp: STAMP, text, seen: {} }));
  const record: SyncRecord = {
    kind: 'article',
    id: 'a',
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [STAMP, value]])),
    notes: { note: values },
  };
  return ledger.violations(new Map([['article a', record]]));
}

function write(value: string, startsAt: number, endsAt: number | null): void {
  vi.setSystemTime(startsAt);
  const act = ledger.field('article a', 'title', value);
  if (endsAt === null) return;
  vi.setSystemTime(endsAt);
  act.stored();
}

describe('the ledger of the soak', () => {
  it('misses a record and a note that were said to be stored', () => {
    ledger.make('mark m').stored();
    ledger.note('article a', 'one；', []).stored();
    expect(violations({})).toEqual(['mark m is gone', 'article a: the note with one； is lost']);
  });

  it('misses nothing that was never said to be stored', () => {
    ledger.make('mark m');
    ledger.note('article a', 'one；', []);
    write('题目', 1, null);
    expect(violations({})).toEqual([]);
  });

  it('lets a note go that was replaced by somebody who saw it, and no other', () => {
    ledger.note('article a', 'one；', []).stored();
    ledger.note('article a', 'two；', ['one；']).stored();
    ledger.note('article a', 'three；', ['two；']);
    expect(violations({}, ['three； 写好了'])).toEqual([]);
    expect(violations({}, ['two；'])).toEqual([]);
    expect(violations({}, ['one；'])).toEqual(['article a: the note with two； is lost']);
    expect(violations({}, [])).toHaveLength(2);
  });

  it('lets a field hold what was written last, or either of two that met', () => {
    write('旧', 10, 20);
    write('新', 30, 40);
    write('同时', 35, 50);
    expect(violations({ title: '新' })).toEqual([]);
    expect(violations({ title: '同时' })).toEqual([]);
    expect(violations({ title: '旧' })).toHaveLength(2);
    expect(violations({ title: '没有人写过' })).toHaveLength(3);
  });

  it('lets a restore write anew what its writer held', () => {
    write('旧', 10, 20);
    write('新', 30, 40);
    vi.setSystemTime(35);
    const restore = ledger.restore('article a');
    vi.setSystemTime(60);
    restore.stored();
    expect(violations({ title: '旧', deleted: false })).toEqual([]);
    expect(violations({ title: '旧', deleted: true })).toEqual([
      'article a deleted: false gave way to an older true',
    ]);
  });
});
