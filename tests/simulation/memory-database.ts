import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Database, Tables } from '../../service/db/database.ts';

/** Columns that hold a time: text in SQLite, `Date` for the service. */
const TIMES = ['expires_at', 'created_at', 'updated_at', 'deleted_at', 'named_at', 'synced_at', 'at'];

/**
 * A database in memory behind the interface through which the service speaks to Postgres: SQLite, which answers ten times as fast as an
 * embedded Postgres does, with the service's own tables and queries. Its transactions come one after the other, so the locks that Postgres
 * needs are left out; the service's own tests hold those, on Postgres.
 */
export function openMemoryDatabase(): Database {
  const sqlite = new DatabaseSync(':memory:');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? sqlite.prepare(inSqlite(sql));
    statements.set(sql, statement);
    return {
      reader: statement.columns().length > 0,
      all: (values: readonly unknown[]) => statement.all(...values.map(toSqlite)).map(fromSqlite),
      run: (values: readonly unknown[]) => statement.run(...values.map(toSqlite)),
      iterate: (values: readonly unknown[]) => statement.iterate(...values.map(toSqlite)),
    };
  };
  const database = { prepare, close: () => sqlite.close() };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}

/** What the service's statements say otherwise in Postgres. */
function inSqlite(sql: string): string {
  return sql
    .replace(/ for update$/, '')
    .replace(') in ((', ') in (values (')
    .replace("replace(gen_random_uuid()::text, '-', '')", 'lower(hex(randomblob(16)))');
}

function toSqlite(value: unknown): SQLInputValue {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  // Infinity, say, would be a number; nothing else is bound by the service.
  throw new TypeError(`a value no column takes: ${typeof value}`);
}

function fromSqlite(row: Record<string, unknown>): Record<string, unknown> {
  for (const name of TIMES) if (typeof row[name] === 'string') row[name] = new Date(row[name]);
  return row;
}
