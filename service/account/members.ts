import { randomUUID } from 'node:crypto';
import type { Database, MemberTable, Tx } from '../db/database.ts';
import { identityStore } from './identity.ts';
import { phoneOf } from './phone.ts';

export type Owner = Pick<MemberTable, 'id' | 'name' | 'phoneNumber'>;

/** Creates a member with a proven number and a password, their consent, and their empty feed. */
export async function createMember(
  tx: Tx,
  { phone, passwordHash, policyVersion }: { phone: string; passwordHash: string; policyVersion: string },
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
  await store.create({
    model: 'account',
    data: {
      accountId: member.id,
      providerId: 'credential',
      userId: member.id,
      password: passwordHash,
      createdAt: at,
      updatedAt: at,
    },
  });
  await tx.insertInto('consent').values({ memberId: member.id, policyVersion, at }).execute();
  await tx
    .insertInto('memberFeed')
    .values({ memberId: member.id, revision: 0, recordBytes: 0, recordCount: 0 })
    .execute();
  return { id: member.id, name: member.name, phoneNumber: phone };
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
export async function findByAccount(
  db: Database,
  account: string,
): Promise<(Owner & { passwordHash: string | null }) | null> {
  const name = accountKey(account);
  const row = await db
    .selectFrom('member')
    .leftJoin('identity', (join) =>
      join.onRef('identity.userId', '=', 'member.id').on('identity.providerId', '=', 'credential'),
    )
    .select(['member.id', 'member.name', 'member.phoneNumber', 'identity.password as passwordHash'])
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

/** The one spelling under which an account is looked up and its failures are counted. */
export function accountKey(account: string): string {
  return phoneOf(account) ?? account.normalize('NFKC').replaceAll('\u0000', '').trim().toLowerCase();
}
