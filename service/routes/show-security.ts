import { type SecurityResponse, securityResponseSchema } from '../../protocol/account-security.ts';
import { findById } from '../account/members.ts';
import { passkeyDomain } from '../account/passkey-domain.ts';
import { listPasskeys } from '../account/passkeys.ts';
import { maskPhone } from '../account/phone.ts';
import { POLICY_DATE, POLICY_VERSION } from '../account/policy.ts';
import type { ServiceContext } from '../context.ts';
import { memberRoute } from './route.ts';

export const showSecurity = memberRoute({
  method: 'GET',
  path: '/account/security',
  summary: 'The ways to sign in, consents, and whether the account is about to be deleted',
  input: {},
  response: securityResponseSchema,
  answer: async ({ c, context, session }) => c.json(await describeSecurity(context, session.memberId)),
});

async function describeSecurity(
  { db, mail, config }: Pick<ServiceContext, 'db' | 'mail' | 'config'>,
  memberId: string,
): Promise<SecurityResponse> {
  const member = await findById(db, memberId);
  const secondFactor = await db
    .selectFrom('secondFactor')
    .select('confirmedAt')
    .where('memberId', '=', memberId)
    .executeTakeFirst();
  const { left } = await db
    .selectFrom('recoveryCode')
    .select((row) => row.fn.countAll<string>().as('left'))
    .where('memberId', '=', memberId)
    .where('usedAt', 'is', null)
    .executeTakeFirstOrThrow();
  const consents = await db
    .selectFrom('consent')
    .select(['policyVersion', 'at'])
    .where('memberId', '=', memberId)
    .orderBy('at', 'desc')
    .execute();
  const identities = await db
    .selectFrom('identity')
    .select(['providerId', 'createdAt'])
    .where('userId', '=', memberId)
    .where('providerId', '!=', 'credential')
    .execute();
  return {
    phone: member.phoneNumber === null ? '' : maskPhone(member.phoneNumber),
    userName: member.displayUsername,
    email: member.emailVerified ? member.email : null,
    canMail: mail !== null,
    passwordChangedAt: member.passwordChangedAt?.getTime() ?? null,
    secondFactorSince: secondFactor?.confirmedAt?.getTime() ?? null,
    recoveryCodesLeft: Number(left),
    deleteAt: member.deleteAt?.getTime() ?? null,
    consents: consents.map(({ policyVersion, at }) => ({ policyVersion, at: at.getTime() })),
    thirdParties: identities.map(({ providerId, createdAt }) => ({
      provider: providerId,
      since: createdAt.getTime(),
    })),
    passkeyDomain: passkeyDomain(config),
    passkeys: await listPasskeys(db, memberId),
    policy: { version: POLICY_VERSION, date: POLICY_DATE },
  };
}
