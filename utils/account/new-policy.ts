import { readSecurity } from './member-client.ts';
import { keepPolicyAnswer, readPolicyAnswer } from './policy-answer.ts';
import { currentSession } from './session.ts';

const ASK_EVERY_MS = 24 * 60 * 60_000;

/** Whether the member has yet to agree to the policy in force. The service is asked once a day at most. Without a network nobody could agree: then the answer is no. Throws `ServiceError`. */
export async function hasNewPolicy(): Promise<boolean> {
  const session = await currentSession();
  if (!session || !navigator.onLine) return false;
  const { memberId } = session;
  // Several pages that open together ask once.
  return navigator.locks.request('policy-answer', async () => {
    const known = readPolicyAnswer();
    const now = Date.now();
    if (known?.memberId === memberId && Math.abs(now - known.at) < ASK_EVERY_MS) return known.isNew;
    const { consents, policy } = await readSecurity();
    const isNew = consents.every(({ policyVersion }) => policyVersion !== policy.version);
    keepPolicyAnswer({ memberId, at: now, isNew });
    return isNew;
  });
}
