import { randomUUID } from 'node:crypto';
import type { Database, MemberTable, Tx } from '../db/database.ts';
import { identityStore } from './identity.ts';
import { phoneOf } from './phone.ts';

export type Owner = Pick<MemberTable, 'id' | 'name' | 'phoneNumber'>;
export type FoundMember = Owner &
  Pick<MemberTable, 'email' | 'emailVerified'> & { passwordHash: string | null };

/** Creates a member with a proven number, a password unless they come by a third party, their consent, and their empty feed. */
export async function createMember(
  tx: Tx,
  {
    phone,
    passwordHash,
    policyVersion,
  }: { phone: string; passwordHash: string | null; policyVersion: string },
): Promise<Owner> {
  const at = new Date();
  const store = await identityStore(tx);
  const member = await store.create({
    model: 'user',
    data: {
      name: `读者${phone.slice(-4)}`,
      email: `${randomUUID()}@members.invalid`,
      emailVerified: false,
      phoneNumber: phone,
      phoneNumberVerified: true,
      createdAt: at,
      updatedAt: at,
    },
  });
  if (passwordHash !== null) await setPassword(tx, member.id, passwordHash);
  await tx.insertInto('consent').values({ memberId: member.id, policyVersion, at }).execute();
  await tx
    .insertInto('memberFeed')
    .values({ memberId: member.id, revision: 0, recordBytes: 0, recordCount: 0 })
    .execute();
  return { id: member.id, name: member.name, phoneNumber: phone };
}

/**
 * Holds a member until the transaction ends, before any other row of theirs: what changes how they sign in, or what they are signed in to, goes one
 * after the other. False where they are gone.
 */
export async function holdMember(tx: Tx, memberId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('member')
    .select('id')
    .where('id', '=', memberId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** A member who is there: whoever has a session. */
export async function findById(db: Database, memberId: string) {
  return await db
    .selectFrom('member')
    .leftJoin('identity', (join) =>
      join.onRef('identity.userId', '=', 'member.id').on('identity.providerId', '=', 'credential'),
    )
    .selectAll('member')
    .select(['identity.password as passwordHash', 'identity.updatedAt as passwordChangedAt'])
    .where('member.id', '=', memberId)
    .executeTakeFirstOrThrow();
}

export async function findByPhone(db: Database, phone: string): Promise<Owner | null> {
  const row = await db
    .selectFrom('member')
    .select(['id', 'name', 'phoneNumber'])
    .where('phoneNumber', '=', phone)
    .executeTakeFirst();
  return row ?? null;
}

/** The member behind what was typed at sign-in, with the password's hash: a number, or a user name or e-mail once verified. */
export async function findByAccount(db: Database, account: string): Promise<FoundMember | null> {
  const name = accountKey(account);
  const row = await db
    .selectFrom('member')
    .leftJoin('identity', (join) =>
      join.onRef('identity.userId', '=', 'member.id').on('identity.providerId', '=', 'credential'),
    )
    .select(['member.id', 'member.name', 'member.phoneNumber', 'member.email', 'member.emailVerified'])
    .select('identity.password as passwordHash')
    .where((where) =>
      where.or([
        where('member.phoneNumber', '=', name),
        where('member.username', '=', name),
        where.and([where('member.email', '=', name), where('member.emailVerified', '=', true)]),
      ]),
    )
    .executeTakeFirst();
  return row ?? null;
}

/**
 * Whether the password that was right is still the member's: looking at it takes its time, and waits for its turn. Until the transaction ends it
 * can't be replaced, so that whoever replaces it ends the session that is opened here.
 */
export async function isStillPassword(tx: Tx, { id, passwordHash }: FoundMember): Promise<boolean> {
  if (!(await holdMember(tx, id))) return false;
  const row = await tx
    .selectFrom('identity')
    .select('password')
    .where('userId', '=', id)
    .where('providerId', '=', 'credential')
    .forShare()
    .executeTakeFirst();
  return row !== undefined && row.password === passwordHash;
}

/** Replaces the password, or gives one to a member who had none. */
export async function setPassword(tx: Tx, memberId: string, passwordHash: string): Promise<void> {
  const at = new Date();
  const replaced = await tx
    .updateTable('identity')
    .set({ password: passwordHash, updatedAt: at })
    .where('userId', '=', memberId)
    .where('providerId', '=', 'credential')
    .returning('id')
    .executeTakeFirst();
  if (replaced) return;
  const store = await identityStore(tx);
  await store.create({
    model: 'account',
    data: {
      accountId: memberId,
      providerId: 'credential',
      userId: memberId,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    },
  });
}

/** The one spelling under which an account is looked up and its failures are counted. */
export function accountKey(account: string): string {
  return phoneOf(account) ?? account.normalize('NFKC').replaceAll('\u0000', '').trim().toLowerCase();
}
