import { createHash } from 'node:crypto';
import * as z from 'zod/mini';

/** A module of the protocol, as it is imported whole. */
export type Module = Record<string, unknown>;

/**
 * A hash of everything these modules say about what travels: each exported schema, as it is read and as it is given, and each exported
 * number, text or list. Functions and documentation are not part of it.
 */
export function hashWireFormat(modules: Module[]): string {
  const entries = modules.flatMap((module) =>
    Object.entries(module)
      .filter(([, value]) => typeof value !== 'function')
      .map(([name, value]) => [name, describe(value)] as const),
  );
  const text = JSON.stringify(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function describe(value: unknown): unknown {
  if (!(value instanceof z.core.$ZodType)) return value;
  const schemaOf = (io: 'input' | 'output') => sorted(z.toJSONSchema(value, { io, unrepresentable: 'any' }));
  return { input: schemaOf('input'), output: schemaOf('output') };
}

/** Keys in order: that of a schema's fields is nothing a reader of JSON can see. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
