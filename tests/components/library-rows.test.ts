import { expect, test } from 'vitest';
import {
  filterRows,
  filtersOf,
  filtersText,
  toggleFilter,
  valuesOf,
  withFilters,
} from '../../components/library/list-filters.ts';
import { monthName } from '../../components/library/months.ts';
import { parseRoute, routeHash, searchOf, withSearch } from '../../components/library/route.ts';
import { groupRows } from '../../components/library/row-groups.ts';
import { channelsOf, rowsOfPlace } from '../../components/library/select-rows.ts';
import { tagTree } from '../../components/library/tag-tree.ts';
import type { ListRow, Tag } from '../../utils/library/library.ts';

function tag(name: string): Tag {
  return { id: `id of ${name}`, name, colour: null, count: 1 };
}

function row(id: string, changes: Partial<ListRow> = {}): ListRow {
  return {
    id,
    address: `https://example.cn/${id}`,
    title: id,
    category: null,
    authors: [],
    source: null,
    publishedAt: null,
    pages: null,
    characters: 1,
    minutes: 1,
    state: 'unread',
    favourite: false,
    position: 0,
    savedAt: 0,
    snapshots: [],
    isNoted: false,
    tags: [],
    isDeleted: false,
    deletedAt: null,
    marks: [],
    conflicts: 0,
    ...changes,
  };
}

test.each([
  { place: 'all' },
  { place: 'tag', id: 'a/b' },
  { place: 'channel', name: '服务/观察 #1' },
  { place: 'channel', name: '' },
  { place: 'tags' },
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

test.each(['#/', '#/tag/a%2Fb', '#/channel/%E6%9C%8D%E5%8A%A1', '', '#/?q=old'])(
  'what is looked for stands in the address of %s, and leaves its place as it is',
  (hash) => {
    const searched = withSearch(hash, '夜班 -"call & center"?');
    expect(searchOf(searched)).toBe('夜班 -"call & center"?');
    expect(parseRoute(searched)).toEqual(parseRoute(hash));
    expect(searchOf(withSearch(searched, ' '))).toBeNull();
  },
);

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
  const groups = groupRows(rows, { order: 'published', group: 'month' });
  expect(groups.map(({ key, rows: own }) => [key, own.map(({ id }) => id)])).toEqual([
    ['2026-11', ['new', 'same month']],
    ['2025-12', ['old']],
    ['', ['none']],
  ]);
});

test('names group with the fullest first and what has none last, each group in the chosen order', () => {
  const rows = [
    row('b', { source: '远程银行评论', savedAt: 3 }),
    row('c', { source: null, savedAt: 2 }),
    row('甲', { source: '座席周刊', savedAt: 1 }),
    row('a', { source: '远程银行评论', savedAt: 0 }),
  ];
  const of = (order: 'saved' | 'saved-oldest' | 'title') =>
    groupRows(rows, { order, group: 'source' }).map(({ key, rows: own }) => [key, own.map(({ id }) => id)]);
  expect(of('saved')).toEqual([
    ['远程银行评论', ['b', 'a']],
    ['座席周刊', ['甲']],
    ['', ['c']],
  ]);
  expect(of('title')[0]).toEqual(['远程银行评论', ['a', 'b']]);
  expect(of('saved-oldest')[0]).toEqual(['远程银行评论', ['a', 'b']]);
  expect(groupRows(rows, { order: 'title', group: 'none' })[0]?.rows.map(({ id }) => id)).toEqual([
    '甲',
    'a',
    'b',
    'c',
  ]);
  const two = [row('two', { authors: ['陆之远', '闻笙'] }), row('none')];
  expect(groupRows(two, { order: 'saved', group: 'author' }).map(({ key }) => key)).toEqual(['陆之远', '']);
});

test('months run backwards where what was saved first stands on top', () => {
  const rows = [
    row('later', { savedAt: Date.UTC(2026, 10, 5) }),
    row('first', { savedAt: Date.UTC(2026, 1, 5) }),
  ];
  const groups = groupRows(rows, { order: 'saved-oldest', group: 'month' });
  expect(groups.map(({ key }) => key)).toEqual(['2026-02', '2026-11']);
});

test('filters limit by any value of a kind and by all kinds, a tag with those below it', () => {
  const tags = [tag('年终报告'), tag('年终报告/客户耐心')];
  const rows = [
    row('both', { category: '观察', tags: tags.slice(1), authors: ['陆之远', '闻笙'], state: 'archived' }),
    row('channel', { category: '观察', publishedAt: '2025-01-01', favourite: true }),
    row('none', { publishedAt: '2026-01-01' }),
  ];
  const fitting = (hash: string) => filterRows(rows, filtersOf(hash), tags).map(({ id }) => id);
  expect(fitting('#/')).toHaveLength(3);
  expect(fitting('#/?channel=观察')).toEqual(['both', 'channel']);
  expect(fitting('#/?channel=观察&channel=')).toHaveLength(3);
  expect(fitting('#/?tag=id of 年终报告')).toEqual(['both']);
  expect(fitting('#/?author=闻笙&author=')).toHaveLength(3);
  expect(fitting('#/?year=2025&year=2026')).toEqual(['channel', 'none']);
  expect(fitting('#/?state=unread&state=favourite')).toEqual(['channel']);
  expect(fitting('#/?state=lost&year=20x')).toHaveLength(3);
  expect(valuesOf('channel', rows, tags)).toEqual([
    { value: '观察', name: '观察', count: 2 },
    { value: '', name: null, count: 1 },
  ]);
  expect(valuesOf('state', rows, tags).map(({ count }) => count)).toEqual([2, 0, 1, 1]);
});

test('filters stand in the address beside what is looked for', () => {
  const filters = toggleFilter(filtersOf(''), 'source', '座席 & 周刊');
  const hash = withFilters('#/?q=夜班', filters);
  expect(filtersOf(hash)).toEqual(filters);
  expect(searchOf(hash)).toBe('夜班');
  expect(filtersOf(withSearch(hash, ''))).toEqual(filters);
  expect(searchOf(withSearch(hash, ''))).toBeNull();
  expect(withFilters(hash, toggleFilter(filters, 'source', '座席 & 周刊'))).toBe(
    `#/?${new URLSearchParams({ q: '夜班' })}`,
  );
  expect(filtersText(filters)).toBe(String(new URLSearchParams({ source: '座席 & 周刊' })));
});

test('months are written as in print', () => {
  expect(monthName('2026-11', 'zh-CN')).toBe('二〇二六年十一月');
  expect(monthName('2026-11', 'en')).toBe('November 2026');
});
