import * as z from 'zod/mini';
import { type Member, memberSchema } from '../../protocol/account.ts';
import { CURRENT, openSessionDatabase } from '../current-account.ts';
import { removalKey, removeIfLeft, whileLeaving } from '../leaving-account.ts';
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

/** Signs a member in on this device. On disk when the promise resolves. */
export async function storeSession(session: Session): Promise<void> {
  const { memberId } = session;
  const database = await openSessionDatabase();
  await whileLeaving(memberId, async () => {
    await removeIfLeft(memberId);
    const transaction = database.transaction('current', 'readwrite', { durability: 'strict' });
    await transaction.store.put(session, CURRENT);
    await transaction.store.delete(removalKey(memberId));
    await transaction.done;
  });
}

/**
 * Notes what the service told of the member; not where that session has ended here meanwhile, or another one stands in its place. Answers whether it
 * was something new.
 */
export async function noteMember(
  { token }: Session,
  told: Partial<Pick<Member, 'name' | 'phone'>>,
): Promise<boolean> {
  const database = await openSessionDatabase();
  const transaction = database.transaction('current', 'readwrite', { durability: 'strict' });
  const read = sessionSchema.safeParse(await transaction.store.get(CURRENT));
  const session = read.success && read.data.token === token ? read.data : null;
  const member = session && { ...session.member, ...told };
  const isNew =
    member !== null && (member.name !== session?.member.name || member.phone !== session.member.phone);
  if (isNew) await transaction.store.put({ ...session, member }, CURRENT);
  await transaction.done;
  return isNew;
}

/**
 * Signs out on this device whoever is signed in, on disk when the promise resolves. With `isRemoved` what is theirs here is to go:
 * `removeLeftLibraries` does it, now or at the next start. Answers the session that ended.
 */
export async function endSession(isRemoved: boolean): Promise<Session | null> {
  const session = await currentSession();
  const database = await openSessionDatabase();
  const transaction = database.transaction('current', 'readwrite', { durability: 'strict' });
  await transaction.store.delete(CURRENT);
  if (session && isRemoved) {
    await transaction.store.delete(queuedAvatarKey(session.memberId));
    await transaction.store.put({ at: Date.now() }, removalKey(session.memberId));
  }
  await transaction.done;
  return session;
}

/** Where a picture waits to be sent (queued-avatar.ts). */
export function queuedAvatarKey(memberId: string): string {
  return `avatar ${memberId}`;
}

export function accessOf(session: Session): ServiceAccess {
  return { address: session.serviceAddress, token: session.token };
}
