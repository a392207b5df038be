import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  type AnchoredMark,
  anchorMarks,
  reanchorInSlices,
} from '../../../utils/annotation/anchored-marks.ts';
import { describeRange } from '../../../utils/annotation/describe.ts';
import { followPage, QUIET_MS } from '../../../utils/annotation/follow-page.ts';
import { ARTICLE, openPage, rangeOfText } from './page.ts';

function markedPage(...texts: string[]) {
  const page = openPage(ARTICLE);
  const marks = texts.map((text) => ({
    id: text,
    selectors: describeRange(page.body, rangeOfText(page, text)),
  }));
  return { page, marks: anchorMarks(page.body, marks) };
}

/** All that was found to be elsewhere. */
async function reanchor(page: Document, marks: AnchoredMark[]): Promise<AnchoredMark[]> {
  const options = { placeElement: undefined, rest: async () => undefined };
  const moved: AnchoredMark[] = [];
  for await (const slice of reanchorInSlices(page.body, marks, options)) moved.push(...slice);
  return moved;
}

describe('after a change of the page', () => {
  it('leaves marks alone that the change has not touched', async () => {
    const { page, marks } = markedPage('丢了卡的旅客', '慢时段');
    page.querySelector('h1')?.append('（修订）');
    expect(await reanchor(page, marks)).toEqual([]);
  });

  it('finds a mark again whose paragraph was built anew, and only that one', async () => {
    const { page, marks } = markedPage('丢了卡的旅客', '慢时段');
    const section = page.querySelector('section');
    if (section) section.innerHTML = String(section.innerHTML);
    const [moved, ...others] = await reanchor(page, marks);
    expect(moved).toMatchObject({ id: '丢了卡的旅客', result: { status: 'found' } });
    expect(moved?.result.range?.startContainer.isConnected).toBe(true);
    expect(others).toEqual([]);
  });

  it('reports a mark lost when its text goes, and finds it when it comes back', async () => {
    const { page, marks } = markedPage('丢了卡的旅客');
    const section = page.querySelector('section');
    const before = section?.innerHTML ?? '';
    if (section) section.innerHTML = '稍后再来。';
    const gone = await reanchor(page, marks);
    expect(gone[0]?.result.status).toBe('lost');
    if (section) section.innerHTML = before;
    expect((await reanchor(page, gone))[0]?.result.status).toBe('found');
  });

  it('finds a mark in text that is shown later', async () => {
    const { page, marks } = markedPage('丢了卡的旅客');
    const section = page.querySelector('section');
    section?.setAttribute('hidden', '');
    const again = anchorMarks(page.body, marks);
    expect(again[0]?.result.status).toBe('lost');
    section?.removeAttribute('hidden');
    expect((await reanchor(page, again))[0]?.result.status).toBe('found');
  });

  it('goes by what stands there when the page changes between two slices', async () => {
    const { page, marks } = markedPage('丢了卡的旅客', '慢时段');
    const sections = [...page.querySelectorAll('section')];
    for (const section of sections) section.innerHTML = String(section.innerHTML);
    // Each mark is a slice of its own, and between the two the page is written anew.
    const options = { placeElement: undefined, sliceMs: -1, rest: async () => rewrite() };
    const rewrite = () => {
      for (const section of sections) section.innerHTML = `编者按。${section.innerHTML}`;
    };
    rewrite();
    const found: AnchoredMark[] = [];
    for await (const slice of reanchorInSlices(page.body, marks, options)) found.push(...slice);
    expect(found.map(({ id }) => id)).toEqual(['丢了卡的旅客', '慢时段']);
    expect(found.at(-1)?.result.range?.toString()).toBe('慢时段');
    expect(found.at(-1)?.result.range?.startContainer.isConnected).toBe(true);
  });
});

describe('following a page', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function follow(onChange: () => Promise<boolean>) {
    const page = openPage(ARTICLE);
    const stop = new AbortController();
    followPage(page.body, { onChange, signal: stop.signal });
    const change = async () => {
      page.querySelector('section')?.append('。');
      await Promise.resolve(); // observers are told in a microtask
    };
    return { page, stop, change };
  }

  it('does nothing while nothing changes', async () => {
    const onChange = vi.fn(async () => true);
    follow(onChange);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('looks once at many changes that come together', async () => {
    const onChange = vi.fn(async () => true);
    const { change } = follow(onChange);
    for (let count = 0; count < 20; count += 1) await change();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('does not answer to changes of its own making', async () => {
    const onChange = vi.fn(async () => {
      page.body.append('自己加的');
      return true;
    });
    const { page, change } = follow(onChange);
    await change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('looks less and less often at changes that lead nowhere', async () => {
    const onChange = vi.fn(async () => false);
    const { change } = follow(onChange);
    for (let second = 0; second < 60; second += 1) {
      await change();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(onChange.mock.calls.length).toBeLessThan(15);
    expect(onChange.mock.calls.length).toBeGreaterThan(4);
  });

  it('looks again when it is done where the page has changed meanwhile, and not before', async () => {
    let end = (_: boolean) => {};
    const onChange = vi.fn(
      () =>
        new Promise<boolean>((resolve) => {
          end = resolve;
        }),
    );
    const { change } = follow(onChange);
    await change();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    await change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).toHaveBeenCalledTimes(1);
    end(true);
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('stops when told to', async () => {
    const onChange = vi.fn(async () => true);
    const { change, stop } = follow(onChange);
    await change();
    stop.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onChange).not.toHaveBeenCalled();
  });
});
