import { DefaultQueryExecutor } from 'kysely';
import { vi } from 'vitest';

/** What `work` asked of the database, inside transactions too, as the texts of its statements: values left out, so that two runs can be compared. */
export async function countStatements<T>(
  work: () => Promise<T>,
): Promise<{ value: T; statements: string[] }> {
  const compiling = vi.spyOn(DefaultQueryExecutor.prototype, 'compileQuery');
  try {
    const value = await work();
    const statements = compiling.mock.results.flatMap(({ type, value: compiled }) =>
      type === 'return' ? [compiled.sql] : [],
    );
    return { value, statements };
  } finally {
    compiling.mockRestore();
  }
}
