import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { PROTOCOL_HISTORY, PROTOCOL_VERSION } from '../../protocol/protocol-version.ts';
import { hashWireFormat, type Module } from './wire-format.ts';

/** Whole folders, so that no new file is forgotten. */
const PRESENT = import.meta.glob<Module>(['../../protocol/*.ts', '!**/protocol-version.ts'], { eager: true });
const VERSION_1 = import.meta.glob<Module>('../fixtures/wire/version-1/*.ts', { eager: true });

/** What travelled in each version. A line is never changed once its version was released. */
const HASHES: Record<keyof typeof PROTOCOL_HISTORY, string> = {
  1: '1ab1f4832a00858c',
  2: 'a187e122983cffe0',
};

describe('the wire format', () => {
  it('changes only together with its version', () => {
    const hash = hashWireFormat(Object.values(PRESENT));
    expect(hash, whatToDo(hash)).toBe(HASHES[PROTOCOL_VERSION]);
  });

  it('of the version before is kept as it was', () => {
    expect(hashWireFormat(Object.values(VERSION_1))).toBe(HASHES[1]);
  });

  it('has a line of history for each version up to the present one', () => {
    const versions = Object.keys(PROTOCOL_HISTORY).map(Number);
    expect(versions).toEqual(Array.from({ length: PROTOCOL_VERSION }, (_, index) => index + 1));
  });
});

describe('the hash of the wire format', () => {
  const format = (schema: unknown, limit = 500) => hashWireFormat([{ schema, LIMIT: limit }]);
  const before = format(z.object({ a: z.string(), b: z.optional(z.number()) }));

  it('stays the same where fields change places', () => {
    expect(format(z.object({ b: z.optional(z.number()), a: z.string() }))).toBe(before);
  });

  it.each([
    ['a field is added', z.object({ a: z.string(), b: z.optional(z.number()), c: z.optional(z.string()) })],
    ['a field is needed that was not', z.object({ a: z.string(), b: z.number() })],
    ['a field is bounded', z.object({ a: z.string().check(z.maxLength(9)), b: z.optional(z.number()) })],
    ['a field goes away', z.object({ a: z.string() })],
  ])('changes when %s', (_, schema) => {
    expect(format(schema)).not.toBe(before);
  });

  it('changes with a limit', () => {
    expect(format(z.object({ a: z.string(), b: z.optional(z.number()) }), 501)).not.toBe(before);
  });
});

function whatToDo(hash: string): string {
  return `What travels between extension and service has changed.
Where version ${PROTOCOL_VERSION} was released: add optional fields, routes, reasons or kinds alone; raise PROTOCOL_VERSION, write a line into
PROTOCOL_HISTORY, record the hash "${hash}" under the new version, and freeze what this one sent in tests/fixtures/wire.
Where it was not: record the hash "${hash}" in its place`;
}
