import { newestStamp } from './merge.ts';
import type { SyncRecord } from './records.ts';
import type { Stamp } from './stamps.ts';

/** Count and hash of a kind's records, compared between a device and the service once both have nothing left to do. */
export interface Digest {
  count: number;
  hash: string;
}

/** Adds up per kind. The sum does not depend on order, so either side may keep it as records change. */
export function digestRecords(records: Iterable<SyncRecord>): Record<string, Digest> {
  const sums: DigestSums = new Map();
  addRecords(sums, records);
  return formatSums(sums);
}

/** By kind. */
export type DigestSums = Map<string, DigestSum>;

/** For records that come a slice at a time. */
export function addRecords(sums: DigestSums, records: Iterable<SyncRecord>): void {
  for (const record of records) {
    const sum = sums.get(record.kind) ?? emptySum();
    sums.set(record.kind, addToSum(sum, record.id, newestStamp(record)));
  }
}

export function formatSums(sums: DigestSums): Record<string, Digest> {
  return Object.fromEntries([...sums].map(([kind, sum]) => [kind, formatSum(sum)]));
}

export interface DigestSum {
  count: number;
  low: number;
  high: number;
}

export function emptySum(): DigestSum {
  return { count: 0, low: 0, high: 0 };
}

export function addToSum(sum: DigestSum, id: string, stamp: Stamp): DigestSum {
  const [low, high] = hashText(`${id} ${stamp}`);
  return { count: sum.count + 1, low: (sum.low + low) >>> 0, high: (sum.high + high) >>> 0 };
}

export function formatSum(sum: DigestSum): Digest {
  const hex = (word: number) => word.toString(16).padStart(8, '0');
  return { count: sum.count, hash: hex(sum.high) + hex(sum.low) };
}

/** Two 32-bit FNV-1a lanes (http://www.isthe.com/chongo/tech/comp/fnv/), mixed apart by a second prime: chance, not malice, is what it guards against. */
function hashText(text: string): [low: number, high: number] {
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x85ebca6b);
    high ^= high >>> 13;
  }
  return [low >>> 0, high >>> 0];
}
