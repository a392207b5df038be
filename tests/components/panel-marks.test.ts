import { describe, expect, it } from 'vitest';
import { EVERYTHING, filterMarks, tagsOf } from '../../components/panel/filter-marks.ts';
import { groupMarks } from '../../components/panel/group-marks.ts';
import { sectionOf } from '../../components/panel/section-of.ts';
import type { Mark } from '../../utils/library/library.ts';
import type { PlacedMark } from '../../utils/messages/page-port.ts';

function markOf(id: string, changes: Partial<Mark> = {}): Mark {
  return {
    id,
    articleId: 'article',
    quote: id,
    pageSelectors: [],
    whole: null,
    snapshotSelectors: [],
    snapshot: null,
    colour: 1,
    style: 'ground',
    note: { text: '', values: [] },
    tags: [],
    createdAt: 0,
    isDeleted: false,
    ...changes,
  };
}
const placed = (id: string, status: PlacedMark['status'], here: string | null = null) => ({
  id,
  status,
  here,
});
const kindsOf = (groups: ReturnType<typeof groupMarks>) =>
  groups.map(({ kind, marks }) => [kind, ...marks.map(({ mark }) => mark.id)]);

describe('the marks of a page', () => {
  const marks = ['a', 'b', 'c', 'd'].map((id) => markOf(id));

  it('stand in groups, those that need a person first, each in the order of the page', () => {
    const places = [
      placed('d', 'found'),
      placed('b', 'doubtful', 'B'),
      placed('a', 'found'),
      placed('c', 'lost'),
    ];
    const groups = groupMarks(marks, { marks: places, inView: null, isSplit: false });
    expect(kindsOf(groups)).toEqual([
      ['doubtful', 'b'],
      ['lost', 'c'],
      ['found', 'd', 'a'],
    ]);
    expect(groups[0]?.marks[0]?.here).toBe('B');
  });

  it('are not called lost where another page of the article may have them', () => {
    const groups = groupMarks(marks.slice(0, 1), {
      marks: [placed('a', 'lost')],
      inView: null,
      isSplit: true,
    });
    expect(kindsOf(groups)).toEqual([['elsewhere', 'a']]);
  });

  it('have no state before the page has told of them', () => {
    expect(kindsOf(groupMarks(marks, null))).toEqual([['unplaced', 'a', 'b', 'c', 'd']]);
  });
});

describe('the filter', () => {
  const tag = (name: string) => ({ id: name, name, colour: null, count: 1 });
  const marks = [
    markOf('a', { tags: [tag('凌晨')] }),
    markOf('b', { colour: 2, note: { text: '问过', values: [] } }),
    markOf('c', { colour: 2, tags: [tag('抽屉'), tag('凌晨')] }),
  ];
  const idsOf = (filter: Parameters<typeof filterMarks>[1]) => filterMarks(marks, filter).map(({ id }) => id);

  it('lets everything through when it asks for nothing', () => {
    expect(idsOf(EVERYTHING)).toEqual(['a', 'b', 'c']);
  });

  it('wants all that is asked for at once', () => {
    expect(idsOf({ ...EVERYTHING, colours: new Set([2]) })).toEqual(['b', 'c']);
    expect(idsOf({ ...EVERYTHING, colours: new Set([2]), tagId: '凌晨' })).toEqual(['c']);
    expect(idsOf({ ...EVERYTHING, hasNote: true, tagId: '凌晨' })).toEqual([]);
  });

  it('offers each tag once, by name', () => {
    expect(tagsOf(marks).map(({ name }) => name)).toEqual(['抽屉', '凌晨']);
  });
});

describe('the section of a mark', () => {
  const outline = [
    { level: 1, text: '一、抽屉', id: '1' },
    { level: 2, text: '（一）钥匙', id: '2' },
    { level: 1, text: '二、电话', id: '3' },
  ];
  const text = [
    '开头的一句。',
    '一、抽屉',
    '同一句话。',
    '（一）钥匙',
    '钥匙在左边。',
    '二、电话',
    '同一句话。',
  ].join('\n');
  const quoted = (exact: string, prefix = '') =>
    markOf('m', { quote: exact, pageSelectors: [{ type: 'TextQuoteSelector', exact, prefix, suffix: '' }] });

  it('is the headings above it, from the outermost', () => {
    expect(sectionOf(quoted('钥匙在左边'), null, { text, outline })).toEqual(['一、抽屉', '（一）钥匙']);
  });

  it('is told by the words before it where the passage stands twice', () => {
    expect(sectionOf(quoted('同一句话', '二、电话'), null, { text, outline })).toEqual(['二、电话']);
  });

  it('is none before the first heading, and unknown where the text lacks the passage', () => {
    expect(sectionOf(quoted('开头的一句'), null, { text, outline })).toEqual([]);
    expect(sectionOf(quoted('没有这一句'), null, { text, outline })).toBeNull();
  });

  it('of a doubtful one is that of the words which are there now', () => {
    expect(sectionOf(quoted('钥匙在右边'), '钥匙在左边', { text, outline })).toEqual([
      '一、抽屉',
      '（一）钥匙',
    ]);
  });
});
