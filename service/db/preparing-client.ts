import pg from 'pg';

/** Statements kept prepared on a connection. What is asked in more shapes than these is planned each time, as it always was. */
const MAX_PREPARED = 128;

const names = new Map<string, string>();

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
        const asked = name === undefined ? [text, values, ...rest] : [{ name, text, values }, ...rest];
        return Reflect.apply(query, this, asked);
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
