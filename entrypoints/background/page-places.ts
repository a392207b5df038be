import * as z from 'zod/mini';
import { ruleTakeSchema } from '../../utils/library/site-rule-schema.ts';
import { RequestError } from '../../utils/messages/answer.ts';
import type { ReadDocument, ShownPlace, ViewRequests } from '../../utils/messages/contract.ts';
import type { RuleTake } from '../../utils/sites/site-rule.ts';
import type { TrialAsk, Tried } from '../../utils/sites/try-rule.ts';
import type { EvidenceAsk } from '../evidence.content/index.ts';
import { runAsked } from './scripts-in-tabs.ts';

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

const triedSchema = z.array(
  z.object({
    outcome: z.enum(['same', 'other', 'none', 'unread']),
    value: z.nullable(z.union([z.string(), z.array(z.string())])),
  }),
);

/** Throws `not-found` when the document is gone. */
export async function tryRule(ask: ViewRequests['try-rule']['ask']): Promise<Tried[]> {
  const { tabId, documentId, field, take, articles } = ask;
  const target = { tabId, documentIds: [documentId] };
  const trial: TrialAsk = { field, take, articles };
  const { result } = await runAsked(target, 'trialAsk', trial, 'trial');
  const tried = triedSchema.safeParse(result);
  if (!tried.success || tried.data.length !== articles.length) {
    throw new RequestError('internal', 'what the page gave is no trial');
  }
  return tried.data;
}

const answerSchema = z.union([
  z.object({ shown: z.enum(['shown', 'hidden', 'gone']) }),
  z.object({ take: z.nullable(ruleTakeSchema) }),
]);

async function askPage({ tabId, documentId }: ReadDocument, ask: EvidenceAsk) {
  const target = { tabId, documentIds: [documentId] };
  const { result } = await runAsked(target, 'evidenceAsk', ask, 'evidence');
  const answer = answerSchema.safeParse(result);
  if (!answer.success) throw new RequestError('internal', 'what the page gave is no answer');
  return answer.data;
}
