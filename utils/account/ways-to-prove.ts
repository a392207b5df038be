import { readSecurity } from './member-client.ts';
import { canUsePasskeys } from './passkey-client.ts';

export type WayToProve = 'passkey' | 'password' | 'sms';

/** How who is signed in can prove here to be the member, the shortest way first; a code to their number always can. Throws `ServiceError`. */
export async function waysToProve(): Promise<WayToProve[]> {
  const { passkeys = [], passkeyDomain, passwordChangedAt } = await readSecurity();
  const hasPasskey = passkeys.length > 0 && (await canUsePasskeys(passkeyDomain));
  return [
    ...(hasPasskey ? (['passkey'] as const) : []),
    ...(passwordChangedAt === null ? [] : (['password'] as const)),
    'sms',
  ];
}
