import { audit } from '../account/audit.ts';
import { identityStore } from '../account/identity.ts';
import { lockKey } from '../account/limits.ts';
import { canSignInWithout } from '../account/ways-to-sign-in.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { IdentityKey } from './third-party.ts';

/**
 * Whose the identity is, or null. A third party that begins to call somebody by another name, or goes back to the former one, still means the same
 * person: both names are kept, and their account stays theirs. Nobody else ties this identity until the transaction ends.
 */
export async function findTie(
  tx: Tx,
  identity: IdentityKey,
  addressHash: string,
): Promise<{ userId: string } | null> {
  const { provider, subject, formerSubject } = identity;
  const lasting = formerSubject ?? subject;
  await lockKey(tx, `identity ${provider} ${lasting}`);
  if (lasting !== subject) await lockKey(tx, `identity ${provider} ${subject}`);
  const ties = await tx
    .selectFrom('identity')
    .select(['id', 'userId', 'accountId', 'formerAccountId'])
    .where('providerId', '=', provider)
    .where((where) =>
      where.or([where('accountId', 'in', [subject, lasting]), where('formerAccountId', '=', lasting)]),
    )
    .execute();
  const present = ties.find(({ accountId }) => accountId === subject);
  const former = ties.find((tie) => tie.accountId === lasting || tie.formerAccountId === lasting);
  const found = present ?? former;
  if (!found || formerSubject === null) return found ?? null;
  // Of two that were tied apart, each keeps its own name.
  if (former && former !== found) return found;
  if (found.accountId === subject && found.formerAccountId === formerSubject) return found;
  await tx
    .updateTable('identity')
    .set({ accountId: subject, formerAccountId: formerSubject, updatedAt: new Date() })
    .where('id', '=', found.id)
    .execute();
  if (found.accountId !== subject)
    await audit(tx, { event: 'renew-tie', memberId: found.userId, addressHash });
  return found;
}

/** Ties an identity to a member. Hands back why not: it is somebody else's, or the member has another one there. Never an exchange of one for the other. */
export async function tieIdentity(
  tx: Tx,
  memberId: string,
  identity: IdentityKey,
  addressHash: string,
): Promise<ServiceError | null> {
  const tie = await findTie(tx, identity, addressHash);
  if (tie) return tie.userId === memberId ? null : new ServiceError('identity-taken');
  const { provider, subject, formerSubject } = identity;
  const other = await tx
    .selectFrom('identity')
    .select('id')
    .where('providerId', '=', provider)
    .where('userId', '=', memberId)
    .executeTakeFirst();
  if (other) return new ServiceError('provider-bound');
  const at = new Date();
  const store = await identityStore(tx);
  const { id } = await store.create({
    model: 'account',
    data: { accountId: subject, providerId: provider, userId: memberId, createdAt: at, updatedAt: at },
  });
  await tx.updateTable('identity').set({ formerAccountId: formerSubject }).where('id', '=', id).execute();
  return null;
}

/** Unties it, unless the member could then no longer sign in. */
export async function untieIdentity(
  tx: Tx,
  memberId: string,
  provider: string,
): Promise<ServiceError | null> {
  const tied = await tx
    .selectFrom('identity')
    .select('providerId')
    .where('userId', '=', memberId)
    .where('providerId', '=', provider)
    .executeTakeFirst();
  if (!tied) return new ServiceError('not-found');
  if (!(await canSignInWithout(tx, memberId, { provider }))) return new ServiceError('last-way');
  await tx.deleteFrom('identity').where('userId', '=', memberId).where('providerId', '=', provider).execute();
  return null;
}
