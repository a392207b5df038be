import sharp from 'sharp';
import { makeAvatar } from '../../../service/account/make-avatar.ts';
import { bombPng } from '../../../tests/service/images.ts';

const MEGABYTE = 1024 * 1024;
const ROUNDS = 7;

export interface AvatarFigures {
  /** Of a photo of 12 megapixels. */
  ms: number;
  /** What its making takes of memory at most, beyond what was there. */
  moreMegabytes: number;
  /** Until a picture of 256 megapixels in some kilobytes is refused. */
  bombMs: number;
}

export async function measureAvatar(): Promise<AvatarFigures> {
  const photo = await noisyPhoto();
  const bomb = bombPng(16_000, 16_000);
  await makeAvatar(photo, {});
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    times.push(await timed(() => makeAvatar(photo, { x: 200, y: 100, size: 2800 })));
  }
  clearInterval(watch);
  const bombTimes: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    bombTimes.push(await timed(() => makeAvatar(bomb, {}).catch(() => undefined)));
  }
  return {
    ms: median(times),
    moreMegabytes: (most - before) / MEGABYTE,
    bombMs: Math.max(...bombTimes),
  };
}

/** 4,000 × 3,000 with the grain of a photo, as a phone writes it. */
async function noisyPhoto(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 25 } as const;
  return sharp({ create: { width: 1000, height: 750, channels: 3, background: '#777', noise } })
    .resize(4000, 3000)
    .jpeg({ quality: 85 })
    .toBuffer();
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
