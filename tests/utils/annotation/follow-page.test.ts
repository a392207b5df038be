import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anchorMarks, reanchorTouched } from '../../../utils/annotation/anchored-marks.ts';
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

describe('after a change of the page', () => {
  it('leaves marks alone that the change has not touched', () => {
    const { page, marks } = markedPage('丢了卡的旅客', '慢时段');
    page.querySelector('h1')?.append('（修订）');
    expect(reanchorTouched(page.body, marks)).toBeNull();
  });

  it('finds a mark again whose paragraph was built anew, and only that one', () => {
    const { page, marks } = markedPage('丢了卡的旅客', '慢时段');
    const section = page.querySelector('section');
    if (section) section.innerHTML = String(section.innerHTML);
    const next = reanchorTouched(page.body, marks);
    expect(next?.[0]?.result).toMatchObject({ status: 'found' });
    expect(next?.[0]?.result.range).not.toBe(marks[0]?.result.range);
    expect(next?.[1]).toBe(marks[1]);
  });

  it('reports a mark lost when its text goes, and finds it when it comes back', () => {
    const { page, marks } = markedPage('丢了卡的旅客');
    const section = page.querySelector('section');
    const before = section?.innerHTML ?? '';
    if (section) section.innerHTML = '稍后再来。';
    const gone = reanchorTouched(page.body, marks);
    expect(gone?.[0]?.result.status).toBe('lost');
    if (section) section.innerHTML = before;
    expect(gone && reanchorTouched(page.body, gone)?.[0]?.result.status).toBe('found');
  });

  it('finds a mark in text that is shown later', () => {
    const { page, marks } = markedPage('丢了卡的旅客');
    const section = page.querySelector('section');
    section?.setAttribute('hidden', '');
    const again = anchorMarks(page.body, marks);
    expect(again[0]?.result.status).toBe('lost');
    section?.removeAttribute('hidden');
    expect(reanchorTouched(page.body, again)?.[0]?.result.status).toBe('found');
  });
});

describe('following a page', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function follow(onChange: () => boolean) {
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
    const onChange = vi.fn(() => true);
    follow(onChange);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('looks once at many changes that come together', async () => {
    const onChange = vi.fn(() => true);
    const { change } = follow(onChange);
    for (let count = 0; count < 20; count += 1) await change();
    await vi.advanceTimersByTimeAsync(QUIET_MS);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('does not answer to changes of its own making', async () => {
    const onChange = vi.fn(() => {
      page.body.append('自己加的');
      return true;
    });
    const { page, change } = follow(onChange);
    await change();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('looks less and less often at changes that lead nowhere', async () => {
    const onChange = vi.fn(() => false);
    const { change } = follow(onChange);
    for (let second = 0; second < 60; second += 1) {
      await change();
      await vi.advanceTimersByTimeAsync(1000);
    }
    expect(onChange.mock.calls.length).toBeLessThan(15);
    expect(onChange.mock.calls.length).toBeGreaterThan(4);
  });

  it('stops when told to', async () => {
    const onChange = vi.fn(() => true);
    const { change, stop } = follow(onChange);
    await change();
    stop.abort();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(onChange).not.toHaveBeenCalled();
  });
});
