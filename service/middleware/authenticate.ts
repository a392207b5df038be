import type { Session } from '../account/sessions.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';

/**
 * The session of `Authorization: Bearer …`, the only thing that authenticates: cookies are never looked at.
 * The member's id comes from here alone. Throws `unauthorized`.
 */
export async function authenticate(context: ServiceContext, request: Request): Promise<Session> {
  const header = request.headers.get('authorization') ?? '';
  const token = /^Bearer ([A-Za-z0-9_-]{43})$/i.exec(header)?.[1];
  const session = token ? await context.findSession(token) : null;
  if (!session) throw new ServiceError('unauthorized');
  return session;
}
