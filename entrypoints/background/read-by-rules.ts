import * as z from 'zod/mini';
import type { Reading } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import { readingFieldsSchema } from '../../utils/messages/reading-schema.ts';
import { rulesFor } from '../../utils/sites/site-rule.ts';
import type { RulesAsk } from '../rules.content.ts';
import { runAsked, type Target } from './scripts-in-tabs.ts';

/** The reading of a document as the reader's rules for its site want it. Where there are none nothing is put into the page. */
export async function readByRules(
  library: Pick<Library, 'siteRules'>,
  target: Target,
  address: string,
  reading: Reading,
): Promise<Reading> {
  const rules = rulesFor(await library.siteRules(), address);
  if (rules.length === 0) return reading;
  // Rules look at the fields alone; the text stays here.
  const ask: RulesAsk = { reading: { ...reading, html: '', text: '', outline: [], images: [] }, rules };
  const { result } = await runAsked(target, 'rulesAsk', ask, 'rules');
  const fields = z.nullable(readingFieldsSchema).safeParse(result);
  if (!fields.success) throw new RequestError('internal', 'what the page gave are no fields');
  return fields.data === null ? reading : { ...reading, fields: fields.data };
}
