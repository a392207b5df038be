import { sessionResponseSchema } from '../../protocol/account.ts';
import { memberRoute } from './route.ts';

export const showSession = memberRoute({
  method: 'GET',
  path: '/account/session',
  summary: 'Who is signed in',
  input: {},
  response: sessionResponseSchema,
  answer: async ({ c, session }) => c.json({ member: session.member }),
});
