import { expect, it } from 'vitest';
import { indexIntervals, intervalsAt, layerIntervals } from '../../../utils/annotation/intervals.ts';

const span = (start: number, end: number) => ({ start, end });

it('puts intervals that touch no other into one layer', () => {
  expect(layerIntervals([span(0, 5), span(5, 9), span(20, 30)])).toEqual([0, 0, 0]);
});

it('puts the shorter of two that overlap above the longer', () => {
  expect(layerIntervals([span(2, 4), span(0, 10)])).toEqual([1, 0]);
});

it('never gives two that overlap one layer, and uses no more layers than needed', () => {
  const chain = [span(0, 6), span(4, 9), span(8, 12), span(0, 12)];
  const layers = layerIntervals(chain);
  expect(layers[3]).toBe(0);
  expect(layers[0]).not.toBe(layers[1]);
  expect(layers[1]).not.toBe(layers[2]);
  expect(Math.max(...layers)).toBeLessThanOrEqual(3);
});

it('puts the later of two equal ones on top', () => {
  expect(layerIntervals([span(0, 3), span(0, 3)])).toEqual([0, 1]);
});

it('lists what lies under a point, the shortest first', () => {
  const index = indexIntervals([span(0, 100), span(10, 20), span(12, 15), span(40, 50)]);
  expect(intervalsAt(index, 13)).toEqual([2, 1, 0]);
  expect(intervalsAt(index, 30)).toEqual([0]);
  expect(intervalsAt(index, 50)).toEqual([3, 0]);
  expect(intervalsAt(index, 101)).toEqual([]);
});
