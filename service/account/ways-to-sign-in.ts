import type { Tx } from '../db/database.ts';

/** What a member signs in by, and is about to lose. */
export type Way = { provider: string } | { passkey: string };

/** Whether the member could still sign in without it. Holds the member, so that two ways that go at once are not each the last but one. */
export async function canSignInWithout(tx: Tx, memberId: string, way: Way): Promise<boolean> {
  const member = await tx
    .selectFrom('member')
    .select(['phoneNumber', 'username', 'emailVerified'])
    .where('id', '=', memberId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (member.phoneNumber !== null) return true;
  const identities = await tx
    .selectFrom('identity')
    .select('providerId')
    .where('userId', '=', memberId)
    .execute();
  const passkeys = await tx.selectFrom('passkey').select('id').where('memberId', '=', memberId).execute();
  // A password is none without a name to give with it.
  const hasName = member.username !== null || member.emailVerified;
  const left = identities.filter(({ providerId }) => !('provider' in way && way.provider === providerId));
  return (
    left.some(({ providerId }) => providerId !== 'credential' || hasName) ||
    passkeys.some(({ id }) => !('passkey' in way && way.passkey === id))
  );
}
