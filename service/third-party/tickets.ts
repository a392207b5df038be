import { randomBytes } from 'node:crypto';
import { audit } from '../account/audit.ts';
import type { ServiceContext } from '../context.ts';
import type { Database, Tx } from '../db/database.ts';
import { ServiceError } from '../errors.ts';
import type { Identity } from './third-party.ts';
import { tieIdentity } from './ties.ts';

/** Long enough to find out which account one has, and to recover its password. */
const TICKET_LIFETIME_MS = 30 * 60_000;

/** For an identity that nobody has: it counts for a while, and creates nothing by itself. Gives the ticket; its hash is kept. */
export async function issueTicket(
  { db, hashSecret }: ServiceContext,
  provider: string,
  { subject, formerSubject, name }: Identity,
): Promise<string> {
  const ticket = randomBytes(32).toString('base64url');
  await db
    .insertInto('thirdPartyTicket')
    .values({
      tokenHash: hashSecret('token', ticket),
      provider,
      subject,
      formerSubject,
      name,
      expiresAt: new Date(Date.now() + TICKET_LIFETIME_MS),
    })
    .execute();
  return ticket;
}

/** Whom the ticket is for, held until the transaction ends; hands back `third-party-expired` where it was used or has run out. */
export async function readTicket(db: Database, tokenHash: string) {
  const row = await db
    .selectFrom('thirdPartyTicket')
    .select(['provider', 'subject', 'formerSubject', 'expiresAt'])
    .where('tokenHash', '=', tokenHash)
    .forUpdate()
    .executeTakeFirst();
  if (!row || row.expiresAt.getTime() <= Date.now()) return new ServiceError('third-party-expired');
  return row;
}

export async function useTicket(tx: Tx, tokenHash: string): Promise<void> {
  await tx.deleteFrom('thirdPartyTicket').where('tokenHash', '=', tokenHash).execute();
}

/** Ties the identity to a member who is proven, and uses the ticket up. Hands back why not. */
export async function bindTicket(
  tx: Tx,
  tokenHash: string,
  memberId: string,
  addressHash: string,
): Promise<ServiceError | null> {
  const ticket = await readTicket(tx, tokenHash);
  if (ticket instanceof ServiceError) return ticket;
  const refusal = await tieIdentity(tx, memberId, ticket, addressHash);
  if (refusal) return refusal;
  await useTicket(tx, tokenHash);
  await audit(tx, { event: 'bind', memberId, addressHash });
  return null;
}
