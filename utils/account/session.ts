import * as z from 'zod/mini';
import { type Member, memberSchema } from '../../protocol/account.ts';
import { CURRENT, openSessionDatabase } from '../current-account.ts';
import type { ServiceAccess } from './service-fetch.ts';

/** Who is signed in, and with what. The token never leaves the extension's own contexts. */
export interface Session {
  memberId: string;
  token: string;
  member: Member;
  /** The service that gave the token: another address gets none. */
  serviceAddress: string;
}

const sessionSchema = z.object({
  memberId: z.string(),
  token: z.string(),
  member: memberSchema,
  serviceAddress: z.string(),
});

/** Null for a guest. */
export async function currentSession(): Promise<Session | null> {
  const database = await openSessionDatabase();
  const read = sessionSchema.safeParse(await database.get('current', CURRENT));
  return read.success ? read.data : null;
}

/** Signs a member in, or with null out, on this device. On disk when the promise resolves. */
export async function storeSession(session: Session | null): Promise<void> {
  const database = await openSessionDatabase();
  const transaction = database.transaction('current', 'readwrite', { durability: 'strict' });
  await (session === null ? transaction.store.delete(CURRENT) : transaction.store.put(session, CURRENT));
  await transaction.done;
}

export function accessOf(session: Session): ServiceAccess {
  return { address: session.serviceAddress, token: session.token };
}
