import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { layerIntervals } from '../../../utils/annotation/intervals.ts';
import { orderRanges } from '../../../utils/annotation/order-ranges.ts';
import { pageTheme, themeInSight } from '../../../utils/annotation/page-theme.ts';
import { markRules } from '../../../utils/annotation/paint-rules.ts';
import { readPalette } from '../../../utils/annotation/palette.ts';
import { ARTICLE, openPage, rangeOfText } from './page.ts';

const sheet = (name: string) =>
  readFileSync(new URL(`../../../components/styles/${name}`, import.meta.url), 'utf8');
const tokens = sheet('surface-tokens.css');
const PALETTES = {
  light: readPalette(tokens, 'light'),
  dark: readPalette(tokens, 'dark'),
  sepia: readPalette(sheet('reader.css') + tokens, 'light'),
};

describe('the palette', () => {
  it.each(Object.entries(PALETTES))('has plain colours for %s', (_, { ground, line, onMark }) => {
    for (const colour of [...Object.values(ground), ...Object.values(line), onMark]) {
      expect(colour).toMatch(/^#[0-9a-f]{6}$/i);
    }
  });

  it('differs from theme to theme', () => {
    expect(new Set(Object.values(PALETTES).map(({ ground }) => ground[1])).size).toBe(3);
  });
});

describe('the rules of a highlight', () => {
  const palette = readPalette(tokens, 'light');

  it('give a stored ground its colour and the text on it another', () => {
    const rules = markRules('m', { colour: 2, style: 'ground', look: 'solid' }, palette);
    expect(rules).toContain(`::highlight(m){background-color:${palette.ground[2]};color:${palette.onMark};}`);
  });

  it('never fill a doubtful place', () => {
    const [screen = ''] = markRules('m', { colour: 2, style: 'ground', look: 'doubtful' }, palette).split(
      '@media',
    );
    expect(screen).toContain('dashed');
    expect(screen).not.toContain('background');
  });

  it('put a line under a ground in print, where grounds are left out', () => {
    const rules = markRules('m', { colour: 3, style: 'ground', look: 'solid' }, palette);
    expect(rules).toMatch(/@media print\{.*background-color:transparent.*underline solid 2px/);
  });

  it('use the system colours where the reader forces them', () => {
    const rules = markRules('m', { colour: 3, style: 'ground', look: 'solid' }, palette);
    expect(rules).toMatch(/@media \(forced-colors:active\)\{.*background-color:Mark;color:MarkText/);
  });
});

describe('ranges of one page', () => {
  const page = openPage(ARTICLE);
  const long = rangeOfText(page, '白天的客户要的是答案，夜里的客户要的是有人在听。');
  const short = rangeOfText(page, '夜里的客户');
  const apart = rangeOfText(page, '慢时段');
  const order = orderRanges([long, short, apart]);

  it('lie in layers, the shorter above the longer it overlaps', () => {
    expect(layerIntervals(order.intervals)).toEqual([0, 1, 0]);
  });

  it('are found by a point in the document, the topmost first', () => {
    const { startContainer, startOffset } = short;
    expect(order.at(startContainer, startOffset + 1)).toEqual([1, 0]);
    expect(order.at(startContainer, startOffset - 3)).toEqual([0]);
    expect(order.at(apart.endContainer, apart.endOffset)).toEqual([2]);
    expect(order.at(page.body, 0)).toEqual([]);
  });

  it('are still found after the page grew above them', () => {
    const first = page.createElement('p');
    first.textContent = '后来加的一段。';
    page.body.prepend(first);
    expect(order.at(short.startContainer, short.startOffset + 1)).toEqual([1, 0]);
  });
});

describe('light or dark', () => {
  const theme = (html: string) => {
    const place = new JSDOM(html).window.document.querySelector('p');
    return place && pageTheme(place);
  };

  it.each([
    ['<body style="background: rgb(20, 24, 26)"><p>夜</p></body>', 'dark'],
    ['<body style="background: #fff"><p>昼</p></body>', 'light'],
    ['<body style="background: #111"><div style="background: #fafafa"><p>纸</p></div></body>', 'light'],
    ['<body style="background: rgba(0, 0, 0, 0.1)"><p>浅影</p></body>', 'light'],
    ['<body style="color: #eee"><p>图上的白字</p></body>', 'dark'],
  ])('of %s is %s', (html, expected) => {
    expect(theme(html)).toBe(expected);
  });

  it('of what lies under a card of ours is what the page shows there', () => {
    const { document } = new JSDOM('<body style="background: #111; color: #eee"><p>夜</p></body>').window;
    const host = document.documentElement.appendChild(document.createElement('div'));
    const there = [host, document.querySelector('p'), document.body, document.documentElement];
    Object.assign(document, { elementFromPoint: () => host, elementsFromPoint: () => there });
    expect(themeInSight(document)).toBe('dark');
  });
});
