import { PROOF_LIFETIME_S } from '../../protocol/account-security.ts';
import type { Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { Session } from './sessions.ts';

/** Throws `proof-needed` unless the member proved lately, in this session, to be who they are: by signing in, or again. */
export function requireMemberProof({ provedAt }: Session): void {
  const age = provedAt === null ? Number.POSITIVE_INFINITY : Date.now() - provedAt.getTime();
  if (age > PROOF_LIFETIME_S * 1000) throw new ServiceError('proof-needed');
}

export async function noteMemberProof(tx: Tx, sessionId: string): Promise<void> {
  await tx.updateTable('session').set({ provedAt: new Date() }).where('id', '=', sessionId).execute();
}
