import { expect, test } from 'vitest';
import { isObservationChannel, OBSERVATION_CHANNELS } from '../../../utils/article/channels.ts';
import { isPersonName, namesIn } from '../../../utils/article/people.ts';

test.each([
  ['本报记者 沈知白 周既明', ['沈知白', '周既明']],
  ['沈知白、周既明', ['沈知白', '周既明']],
  ['张 三', ['张三']],
  ['文/专栏作者 沈知白】', ['沈知白']],
  ['周博文', ['周博文']],
  ['沈知白 摄', ['沈知白']],
  ['文/沈知白', ['沈知白']],
  ['记者：沈知白 2024-01-02', ['沈知白']],
  ['韩 东：某某大学，北京', ['韩东']],
  ['Jane Doe and John Roe', ['Jane Doe', 'John Roe']],
  ['佚名', []],
  ['二十一世纪走廊报道见习记者 沈知白', ['沈知白']],
  ['超级管理员', []],
  ['网站管理员', []],
  ['网站编辑', []],
  ['小编整理', []],
  ['本站编辑', []],
  ['站长', []],
  ['webmaster', []],
  ['——', []],
  ['admin', []],
  ['https://a.example/', []],
  ['这是一个句子。', []],
])('names in %s', (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each(['麦一禾', '区小满', '文学军', '阿依古丽·买买提'])('%s may be announced as a person', (name) => {
  expect(isPersonName(name, true)).toBe(true);
});

test.each(['文学', '黄河', '张图', '阿依古丽·买买提', '市区'])('%s alone is no person', (name) => {
  expect(isPersonName(name)).toBe(false);
});

test.each(['观察', '侃柴', '服务观察', '客户观察', '市场观察'])('%s is an observation channel', (name) => {
  expect(isObservationChannel(name, OBSERVATION_CHANNELS)).toBe(true);
});

test.each(['客户观察网', '观察者', '观察员手记', '服务', '一次关于远程银行的长期观察', ''])(
  '%s is none',
  (name) => {
    expect(isObservationChannel(name, OBSERVATION_CHANNELS)).toBe(false);
  },
);

test("the reader's own list of channels holds as it is", () => {
  expect(isObservationChannel('专栏', ['专栏'])).toBe(true);
  expect(isObservationChannel('市场观察', ['专栏'])).toBe(false);
});
