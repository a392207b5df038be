import { describe, expect, it } from 'vitest';
import { anchorSelectors } from '../../../utils/annotation/anchor.ts';
import { anchorMarks } from '../../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { recallFrom } from '../../../utils/annotation/witness.ts';
import { openPage, rangeOfText } from './page.ts';

/** Further away than a mark remembers of its page. */
const FIRST =
  '仓库在铁路桥的北边，原来是一间印刷厂。搬进来的第一个冬天，暖气管冻裂过两回，值守的人把样书搬上二楼，用油布盖好，再下来扫水。那一年他们一共寄出去三千四百个包裹。';
const LAST =
  '后来合同到期，房东想涨租，老板去谈了四次，最后一次带着全年的工资表。房东看完没有说话，给他倒了一杯茶，第二天把新合同送了过来，数字和去年一样，只是多写了一行：院门归你们管。';
const BEFORE =
  '包裹按片区分成九堆，堆与堆之间留着能走一辆推车的路。早班的人六点到，先把夜里到的那一车卸完，再去喝粥。粥是门卫熬的，放一点盐，谁来都有，碗自己洗，洗完倒扣在窗台上晾着，一溜排开好看极了。';
const AFTER =
  '到了月底盘点，少的总比多的麻烦。少一件要翻三天的记录，多一件只要贴一张纸条放在架子顶层，等人来问。有一只木箱在那里放了六年，后来才知道寄它的人当天就改了主意，只是忘了打电话来说一声就走。';
const OTHER_BEFORE =
  '这部分由新来的编辑重写：园区改造以后，各家的分拣都交给了自动线，人只在屏幕前看着灯，红的停，绿的走，交接也不再用本子，全凭系统里的时间，谁先谁后一查就清楚，争吵因此少掉许多，午饭也吃得早。';
const OTHER_AFTER =
  '修订说明：上述做法自去年起试行，覆盖三个园区，其余地方仍照旧例；关于损耗的统计口径尚在讨论，各方意见不一，因此本文暂不列出具体比例，待有定论再行补上，读者如有不同见闻，欢迎写信告诉编辑部。';

const SHORT = '谁先签字';
const LONG = '谁先签字谁负责到底';

const page = (near: { before: string; words: string; after: string }) =>
  `<body><p>${FIRST}</p><p>${near.before}</p><p>${near.words}</p><p>${near.after}</p><p>${LAST}</p></body>`;

/** Marks a passage on the page as it was kept, and looks for it on another without and with what the kept text recalls. */
function look(passage: string, edited: string) {
  const before = openPage(page({ before: BEFORE, words: `老规矩是${LONG}，没有例外。`, after: AFTER }));
  const selectors = describeRange(before.body, rangeOfText(before, passage));
  const quote = recallFrom(before.body.textContent ?? '')(selectors);
  if (!quote) throw new Error('the kept text holds every passage');
  const after = openPage(edited);
  return {
    alone: anchorSelectors(after.body, selectors),
    recalled: anchorSelectors(after.body, [...selectors, quote]),
    told: anchorMarks(after.body, [{ id: 'mark', selectors: [...selectors, quote] }])[0]?.result,
  };
}

describe('a passage around which everything was written anew', () => {
  const edited = page({
    before: OTHER_BEFORE,
    words: `新章程仍写着${LONG}，附有细则。`,
    after: OTHER_AFTER,
  });

  it('is lost by itself where it is short, and pointed out by the kept text, for the reader to say', () => {
    const { alone, recalled } = look(SHORT, edited.replace(LONG, `${SHORT}再说`));
    expect(alone.status).toBe('lost');
    expect(recalled).toMatchObject({ status: 'doubtful', isChanged: false });
    expect(recalled.range?.toString()).toBe(SHORT);
  });

  it('is in doubt by itself where it is longer, and confirmed by the kept text', () => {
    const { alone, recalled } = look(LONG, edited);
    expect(alone.status).toBe('doubtful');
    expect(recalled.status).toBe('found');
    expect(recalled.range?.toString()).toBe(LONG);
  });

  it('stays lost where it was deleted', () => {
    const without = edited.replace(LONG, '各人管各人的');
    expect(look(SHORT, without).recalled.status).toBe('lost');
    expect(look(LONG, without).recalled.status).not.toBe('found');
  });
});

describe('what the kept text says of other words', () => {
  it.each([
    [
      'beside what stood there',
      page({ before: BEFORE, words: '老规矩是谁先签字谁担着到底，没有例外。', after: AFTER }),
    ],
    [
      'among others',
      page({ before: OTHER_BEFORE, words: '新章程写着谁先签字谁担着到底。', after: OTHER_AFTER }),
    ],
  ])('changes nothing, %s', (_, edited) => {
    const { alone, recalled, told } = look(LONG, edited);
    expect({ ...recalled, range: recalled.range?.toString() }).toEqual({
      ...alone,
      range: alone.range?.toString(),
    });
    expect(told?.status).not.toBe('found');
  });
});

it('recalls nothing of a passage that the kept text does not surely hold', () => {
  const { body } = openPage(page({ before: BEFORE, words: `老规矩是${LONG}。`, after: AFTER }));
  const selectors = describeRange(body, rangeOfText(body.ownerDocument, LONG));
  expect(recallFrom(FIRST + LAST)(selectors)).toBeNull();
  expect(recallFrom('')(selectors)).toBeNull();
  expect(recallFrom(FIRST)([])).toBeNull();
});
