import * as z from 'zod/mini';
import { browser } from '../../utils/browser.ts';
import type { Library } from '../../utils/library/library.ts';
import { ruleTakeSchema } from '../../utils/library/site-rule-schema.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { ReadDocument, ShownPlace, ViewRequests } from '../../utils/messages/contract.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { type RuleTake, rulesFor, type SiteRule } from '../../utils/sites/site-rule.ts';
import type { EvidenceAsk } from '../evidence.content/index.ts';
import { inject } from './scripts-in-tabs.ts';

/** A page learns the rules for itself alone. */
export async function rulesOfPage(library: Library, page: PageSender): Promise<SiteRule[]> {
  return rulesFor(await library.siteRules(), page.address);
}

/** Throws `not-found` when the document is gone. */
export async function showPlace(ask: ViewRequests['show-place']['ask']): Promise<ShownPlace> {
  const { selector, text, value } = ask;
  const answer = await askPage(ask, { place: { selector, text, value } });
  return 'shown' in answer ? answer.shown : 'gone';
}

/** Throws `not-found` when the document is gone. */
export async function proposeRule(ask: ViewRequests['propose-rule']['ask']): Promise<RuleTake | null> {
  const { field, value, evidence } = ask;
  const answer = await askPage(ask, { wish: { field, value, evidence } });
  return 'take' in answer ? answer.take : null;
}

const answerSchema = z.union([
  z.object({ shown: z.enum(['shown', 'hidden', 'gone']) }),
  z.object({ take: z.nullable(ruleTakeSchema) }),
]);

async function askPage({ tabId, documentId }: ReadDocument, ask: EvidenceAsk) {
  const target = { tabId, documentIds: [documentId] };
  await browser.scripting
    .executeScript({ target, func: leaveAsk, args: [JSON.stringify(ask)] })
    .catch((cause: unknown) => {
      throw new RequestError('not-found', 'the document is gone', { cause });
    });
  const { result } = await inject(target, { files: ['/content-scripts/evidence.js'] });
  const answer = answerSchema.safeParse(result);
  if (!answer.success) throw new RequestError('internal', 'what the page gave is no answer');
  return answer.data;
}

/** Runs in the page, in our script's world. As JSON, since Chromium leaves out what is null within an argument. */
function leaveAsk(json: string): void {
  globalThis.evidenceAsk = json;
}
