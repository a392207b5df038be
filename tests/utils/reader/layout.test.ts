import { describe, expect, it } from 'vitest';
import { type Face, faceHere, STACKS } from '../../../utils/reader/faces.ts';
import { DEFAULT_LAYOUT, isWideEnough, layoutProperties, readLayout } from '../../../utils/reader/layout.ts';

describe('the layout that was kept', () => {
  it.each([null, '', 'nonsense', '[]', '7'])('is the usual one where %j was kept', (kept) => {
    expect(readLayout(kept)).toEqual(DEFAULT_LAYOUT);
  });

  it('loses a value that fits no more, and nothing else', () => {
    const kept = { ...DEFAULT_LAYOUT, size: 400, face: 'comic', leading: 1.6, paper: 'sepia' };
    expect(readLayout(JSON.stringify(kept))).toEqual({ ...DEFAULT_LAYOUT, leading: 1.6, paper: 'sepia' });
  });
});

describe('the width of a line', () => {
  it('is so many characters with what stands between them', () => {
    expect(layoutProperties(DEFAULT_LAYOUT, null)['--read-width']).toBe('666px');
    const spaced = { ...DEFAULT_LAYOUT, size: 20, measure: 30, spacing: 10 };
    expect(layoutProperties(spaced, null)['--read-width']).toBe('660px');
  });

  it('holds for each of two columns', () => {
    expect(layoutProperties(DEFAULT_LAYOUT, 800)['--read-width']).toBe(`${(2 * 37 + 3) * 18}px`);
    expect(isWideEnough(DEFAULT_LAYOUT, 701)).toBe(false);
    expect(isWideEnough(DEFAULT_LAYOUT, 702)).toBe(true);
  });
});

describe('a typeface', () => {
  it.each(['song', 'kai', 'hei', 'system'] satisfies Face[])('%s ends in what every browser has', (face) => {
    expect(['serif', 'sans-serif']).toContain(STACKS[face].at(-1));
  });

  it('is told by the first of its fonts that is there, and by what stands in for it', () => {
    const here = (...families: string[]) => ({ is: (family: string) => families.includes(family) });
    expect(faceHere('song', here('SimSun', 'STSong').is)).toEqual({ family: 'STSong', instead: null });
    expect(faceHere('kai', here('SimSun').is)).toEqual({ family: null, instead: 'SimSun' });
    expect(faceHere('hei', here('SimSun').is)).toEqual({ family: null, instead: null });
  });
});
