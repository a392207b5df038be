import pg from 'pg';

/** Statements kept prepared on a connection. What is asked in more shapes than these is planned each time, as it always was. */
const MAX_PREPARED = 128;

const names = new Map<string, string>();

/** The type `text` in Postgres' catalogue. */
const TEXT_OID = 25;

/**
 * A connection that prepares each statement once, so that Postgres parses and plans it once a connection instead of once a request: half of what a
 * small query costs. A pooler in transaction mode must know of prepared statements (PgBouncer does from 1.21 on, by `max_prepared_statements`).
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this);
    Object.defineProperty(this, 'query', {
      value: (text: unknown, values: unknown, ...rest: unknown[]) => {
        const name = typeof text === 'string' && Array.isArray(values) ? nameOf(text, values) : undefined;
        if (name === undefined || !Array.isArray(values))
          return Reflect.apply(query, this, [text, values, ...rest]);
        return Reflect.apply(query, this, [{ name, text, values: values.map(asBinary) }, ...rest]);
      },
    });
  }
}

/** Statements without values are the likes of `begin`: nothing is gained by preparing them. */
function nameOf(text: string, values: unknown[]): string | undefined {
  if (values.length === 0) return undefined;
  const known = names.get(text);
  if (known !== undefined || names.size >= MAX_PREPARED) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

/**
 * A list of texts as Postgres' binary `text[]`, which a Buffer is sent as: written as a literal, every quotation mark of a record's JSON would be escaped
 * here and unescaped there. Our statements name no other arrays of texts. The form is `array_recv`'s [1].
 *
 * [1] https://github.com/postgres/postgres/blob/master/src/backend/utils/adt/arrayfuncs.c
 */
function asBinary(value: unknown): unknown {
  if (!Array.isArray(value) || value.length === 0 || !value.every((entry) => typeof entry === 'string'))
    return value;
  const buffer = Buffer.allocUnsafe(20 + value.reduce((size, text: string) => size + 4 + 3 * text.length, 0));
  let at = 0;
  // One dimension, no nulls, of text, so many, counted from 1.
  for (const word of [1, 0, TEXT_OID, value.length, 1]) at = buffer.writeInt32BE(word, at);
  for (const text of value) {
    const bytes = buffer.write(text, at + 4);
    at = buffer.writeInt32BE(bytes, at) + bytes;
  }
  return buffer.subarray(0, at);
}
