import * as z from 'zod/mini';

/**
 * Reads what a page, a file, the network or a store holds as JSON.
 *
 * @param text Whatever came; what is no string is no JSON.
 * @param schema What it has to be; `z.unknown()` where whoever takes it says so.
 * @returns The value as the schema has it, or undefined where it is no JSON or something else.
 */
export function parseJson<Schema extends z.core.$ZodType>(
  text: unknown,
  schema: Schema,
): z.output<Schema> | undefined {
  if (typeof text !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return z.safeParse(schema, value).data;
}
