import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atOnce } from '../../../utils/article/steps.ts';
import { type ComparedParagraph, compareTexts } from '../../../utils/keeping/compare-texts.ts';

const compare = (before: string, after: string) => atOnce(compareTexts(before, after));

describe('two versions of a text, compared by paragraph', () => {
  it('tells what was added, removed and changed, and which words of it', () => {
    const before = [
      '预估时长一旦失准，比不说更伤人。',
      '报出的时长与实际相差五秒以内。',
      '这一段后来没有了。',
    ];
    const after = [
      '新加在前面的一段话。',
      '预估时长一旦失准，比不说更伤人。',
      '报出的时长与实际相差八秒以内。',
    ];
    const compared = compare(before.join('\n'), after.join('\n'));
    expect(compared.map(({ kind }) => kind)).toEqual(['added', 'same', 'changed', 'removed']);
    expect(compared[2]?.before).toEqual([
      { text: '报出的时长与实际相差', differs: false },
      { text: '五', differs: true },
      { text: '秒以内。', differs: false },
    ]);
    expect(differing(compared, 'after')).toEqual(['新加在前面的一段话。', '八']);
  });

  it('keeps apart two paragraphs that have little in common', () => {
    const kinds = compare('取号机旁边坐着三个人。', '系统里查不到那张旧单据。').map(({ kind }) => kind);
    expect(kinds).toEqual(['removed', 'added']);
  });

  it('finds the changed sentence in a paragraph as long as a book', () => {
    const sentence = (at: number) => `第${at}句说的是第${at * 7}位客户等了多久。`;
    const long = Array.from({ length: 20_000 }, (_, at) => sentence(at));
    const edited = long
      .with(3, '第3句说的是第21位客户走了多久。')
      .with(19_000, '后来改写过的一句，与原来不同。');
    const [only, ...others] = compare(long.join(''), edited.join(''));
    expect(others).toEqual([]);
    expect(differing(only ? [only] : [], 'after')).toEqual(['走', '后来改写过的一句，与原来不同']);
  });

  it('gives each version back whole, whatever became of it', () => {
    const line = fc.string({
      unit: fc.constantFrom('等', '待', '的', '人', '。', '，', '𠮷', '😀', ' '),
      maxLength: 30,
    });
    const text = fc.array(line, { maxLength: 30 }).map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const compared = compare(before, after);
        expect(joined(compared, 'before')).toEqual(linesOf(before));
        expect(joined(compared, 'after')).toEqual(linesOf(after));
        for (const { kind, ...sides } of compared) {
          const isSame = JSON.stringify(sides.before) === JSON.stringify(sides.after);
          expect(isSame).toBe(kind === 'same');
        }
      }),
    );
  });

  it('pairs what was edited in a stretch too long to compare each with each', () => {
    const lines = Array.from(
      { length: 3000 },
      (_, at) => `第 ${at} 段：${'甲乙丙丁戊己庚辛'.charAt(at % 8)}窗口排到了第 ${at * 31} 号，还有人在等。`,
    );
    const edited = lines.map((line) => line.replace('还有人在等', '已经没有人等'));
    const kinds = new Set(compare(lines.join('\n'), edited.join('\n')).map(({ kind }) => kind));
    expect([...kinds]).toEqual(['changed']);
  });

  it('never works for long without a pause, on a million characters of which every paragraph was edited', () => {
    const paragraph = (at: number, edit: string) =>
      `第 ${at} 段${edit}，${Array.from({ length: 24 }, (_, k) => `客户${(at * 31 + k * 17) % 997}等了${(at + k) % 60}秒`).join('，')}。`;
    const text = (edit: string) => Array.from({ length: 4200 }, (_, at) => paragraph(at, edit)).join('\n');
    const [before, after] = [text('原来这样写'), text('后来这样改')];
    expect(before.length).toBeGreaterThan(1_000_000);
    const steps = compareTexts(before, after);
    let long = 0;
    for (let begun = computed(), step = steps.next(); !step.done; step = steps.next()) {
      // A slice of 12 ms may end with it, and a page may keep its reader waiting for 50.
      if (computed() - begun > 38) long += 1;
      begun = computed();
    }
    // Of 30,000 steps; into one or two the collector falls, whose time is the thread's as well.
    expect(long).toBeLessThanOrEqual(2);
  });
});

/** Milliseconds that this thread ran: others may have the machine meanwhile. */
function computed(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function differing(compared: ComparedParagraph[], side: 'before' | 'after'): string[] {
  return compared.flatMap((each) =>
    (each[side] ?? []).filter(({ differs }) => differs).map(({ text }) => text),
  );
}

function joined(compared: ComparedParagraph[], side: 'before' | 'after'): string[] {
  return compared.flatMap((each) => {
    const parts = each[side];
    return parts === null ? [] : [parts.map(({ text }) => text).join('')];
  });
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
