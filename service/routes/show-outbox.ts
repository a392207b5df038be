import * as z from 'zod/mini';
import { outboxResponseSchema, phoneSchema } from '../../protocol/account.ts';
import { ServiceError } from '../errors.ts';
import { OutboxSmsSender } from '../sms/outbox.ts';
import { developmentRoute } from './route.ts';

export const showOutbox = developmentRoute({
  method: 'GET',
  path: '/development/outbox',
  summary: 'What the SMS sender would have sent, newest first',
  input: { query: z.object({ phone: z.optional(phoneSchema) }) },
  response: outboxResponseSchema,
  async answer({ c, context, input: { query } }) {
    if (!(context.sms instanceof OutboxSmsSender)) throw new ServiceError('not-found');
    return c.json({ messages: context.sms.messages(query.phone) });
  },
});
