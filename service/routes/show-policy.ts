import * as z from 'zod/mini';
import { type PolicyResponse, policyResponseSchema } from '../../protocol/account.ts';
import { POLICY_DATE, POLICY_TEXTS, POLICY_VERSION } from '../account/policy.ts';
import { publicRoute } from './route.ts';

export const showPolicy = publicRoute({
  method: 'GET',
  path: '/account/policy',
  summary: 'The privacy policy in force, as Markdown',
  input: { query: z.object({ language: z._default(z.enum(['zh-CN', 'en']), 'zh-CN') }) },
  response: policyResponseSchema,
  answer: async ({ c, input: { query } }) =>
    c.json({
      version: POLICY_VERSION,
      date: POLICY_DATE,
      text: POLICY_TEXTS[query.language],
    } satisfies PolicyResponse),
});
