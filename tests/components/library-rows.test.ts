import { expect, test } from 'vitest';
import { groupByMonth, monthName } from '../../components/library/months.ts';
import { parseRoute, routeHash } from '../../components/library/route.ts';
import { channelsOf, rowsOfPlace, rowsWithText } from '../../components/library/select-rows.ts';
import { tagTree } from '../../components/library/tag-tree.ts';
import type { ArticleRow, Tag } from '../../utils/library/library.ts';

function tag(name: string): Tag {
  return { id: `id of ${name}`, name, colour: null, count: 1 };
}

function row(id: string, changes: Partial<ArticleRow> = {}): ArticleRow {
  return {
    id,
    address: `https://example.cn/${id}`,
    title: id,
    category: null,
    breadcrumb: [],
    authors: [],
    editor: null,
    source: null,
    publishedAt: null,
    updatedAt: null,
    summary: null,
    siteName: null,
    isReprint: null,
    language: null,
    leadImage: null,
    corrected: [],
    outline: [],
    pages: null,
    characters: 1,
    minutes: 1,
    state: 'unread',
    favourite: false,
    position: 0,
    savedAt: 0,
    snapshots: [],
    note: { text: '', values: [] },
    tags: [],
    isDeleted: false,
    deletedAt: null,
    marks: [],
    isOffline: true,
    conflicts: 0,
    ...changes,
  };
}

test.each([
  { place: 'all' },
  { place: 'tag', id: 'a/b' },
  { place: 'channel', name: '服务/观察 #1' },
  { place: 'channel', name: '' },
  { place: 'trash' },
  { place: 'sync' },
  { place: 'sync', at: 'mark:26dd7f62' },
  { place: 'article', id: '26dd7f62' },
] as const)('the hash of $place leads back to it', (route) => {
  expect(parseRoute(routeHash(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/tag', '#/article/', '#/%E0%A4%A'])(
  '%s leads to the whole library',
  (hash) => {
    expect(parseRoute(hash)).toEqual({ place: 'all' });
  },
);

test('a tag stands for the tags below it, and not for one that only begins alike', () => {
  const tags = [tag('年终报告'), tag('年终报告/客户耐心'), tag('年终报告会')];
  const rows = tags.map((one) => row(one.name, { tags: [one] }));
  const found = rowsOfPlace(rows, { place: 'tag', id: 'id of 年终报告' }, tags);
  expect(found.map(({ id }) => id)).toEqual(['年终报告', '年终报告/客户耐心']);
});

test('title, source and authors are searched; case and width make no difference', () => {
  const rows = [
    row('a', { title: 'ＡＩ 质检' }),
    row('b', { source: 'AI 周刊' }),
    row('c', { authors: ['沈砚', 'Ai Lin'] }),
    row('d', { category: 'AI' }),
  ];
  expect(rowsWithText(rows, ' ai ').map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('channels come with the fullest first and those without one last', () => {
  const rows = [row('a'), row('b'), row('c', { category: '侃柴' })];
  expect(channelsOf(rows)).toEqual([
    { name: '侃柴', count: 1 },
    { name: '', count: 2 },
  ]);
});

test('tags nest by /, and a level that is no tag itself still has a line', () => {
  const [parent] = tagTree([tag('年终报告/投诉数据'), tag('年终报告/客户耐心')]);
  expect(parent?.name).toBe('年终报告');
  expect(parent?.tag).toBeNull();
  expect(parent?.children.map(({ label }) => label)).toEqual(['客户耐心', '投诉数据']);
});

test('by day published, articles without a date come last', () => {
  const rows = [
    row('none'),
    row('old', { publishedAt: '2025-12-31' }),
    row('new', { publishedAt: '2026-11-18T10:30+08:00' }),
    row('same month', { publishedAt: '2026-11-02' }),
  ];
  const groups = groupByMonth(rows, 'published');
  expect(groups.map(({ month, rows: inMonth }) => [month, inMonth.map(({ id }) => id)])).toEqual([
    ['2026-11', ['new', 'same month']],
    ['2025-12', ['old']],
    ['', ['none']],
  ]);
});

test('months are written as in print', () => {
  expect(monthName('2026-11', 'zh-CN')).toBe('二〇二六年十一月');
  expect(monthName('2026-11', 'en')).toBe('November 2026');
});
