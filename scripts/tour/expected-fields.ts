import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { Complaint } from '../complaint.ts';

/** What a page is known to say: null or an empty text means that the page has none. A field left out is not known. */
const expectedSchema = z.object({
  title: z.optional(z.string()),
  category: z.optional(z.nullable(z.string())),
  breadcrumb: z.optional(z.array(z.string())),
  author: z.optional(z.nullable(z.union([z.string(), z.array(z.string())]))),
  source: z.optional(z.nullable(z.string())),
  publishedAt: z.optional(z.nullable(z.string())),
  summary: z.optional(z.nullable(z.string())),
  outline: z.optional(z.array(z.object({ level: z.number(), text: z.string() }))),
});
export type ExpectedFields = z.infer<typeof expectedSchema>;

const SAMPLE = fileURLToPath(new URL('../sample-site/expected.json', import.meta.url));

/** Of the sample article, or of a saved page where `expected.json` stands beside it; else null. */
export async function readExpectedFields(savedPage: string | null): Promise<ExpectedFields | null> {
  const file = savedPage === null ? SAMPLE : join(dirname(savedPage), 'expected.json');
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  const parsed = expectedSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new Complaint(`${file} does not say what is expected of one page.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the schema says what is wrong
  }
}
