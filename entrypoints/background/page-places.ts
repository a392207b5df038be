import * as z from 'zod/mini';
import { ruleTakeSchema } from '../../utils/library/site-rule-schema.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { ReadDocument, ShownPlace, ViewRequests } from '../../utils/messages/contract.ts';
import type { RuleTake } from '../../utils/sites/site-rule.ts';
import type { EvidenceAsk } from '../evidence.content/index.ts';
import { inject, leaveAsk } from './scripts-in-tabs.ts';

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
  await leaveAsk(target, 'evidenceAsk', ask);
  const { result } = await inject(target, { files: ['/content-scripts/evidence.js'] });
  const answer = answerSchema.safeParse(result);
  if (!answer.success) throw new RequestError('internal', 'what the page gave is no answer');
  return answer.data;
}
