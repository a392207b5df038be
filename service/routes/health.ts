import { sql } from 'kysely';
import { ServiceError } from '../errors.ts';
import { publicRoute } from './route.ts';

/** The process answers. */
export const healthz = publicRoute({
  method: 'GET',
  path: '/healthz',
  summary: 'Whether the process lives',
  input: {},
  answer: async ({ c }) => c.text('ok'),
});

/** Requests may be sent here: the database answers, and the service isn't about to stop. */
export const readyz = publicRoute({
  method: 'GET',
  path: '/readyz',
  summary: 'Whether requests may be sent here',
  input: {},
  async answer({ c, context }) {
    if (context.stopping.aborted) throw new ServiceError('unavailable');
    await sql`select 1`.execute(context.db).catch((cause: unknown) => {
      context.log.error({ reason: String(cause) }, 'the database does not answer');
      throw new ServiceError('unavailable');
    });
    return c.text('ready');
  },
});
