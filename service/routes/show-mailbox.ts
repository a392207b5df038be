import * as z from 'zod/mini';
import { emailSchema, mailboxResponseSchema } from '../../protocol/account-security.ts';
import { ServiceError } from '../errors.ts';
import { OutboxMailSender } from '../mail/mail-sender.ts';
import { developmentRoute } from './route.ts';

export const showMailbox = developmentRoute({
  method: 'GET',
  path: '/development/mailbox',
  summary: 'The letters that would have been sent, newest first',
  input: { query: z.object({ email: emailSchema }) },
  response: mailboxResponseSchema,
  async answer({ c, context, input: { query } }) {
    if (!(context.mail instanceof OutboxMailSender)) throw new ServiceError('not-found');
    return c.json({ messages: context.mail.messages(query.email) });
  },
});
