import { consentRequestSchema } from '../../protocol/account-security.ts';
import { POLICY_VERSION } from '../account/policy.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute } from './route.ts';

export const giveConsent = memberRoute({
  method: 'POST',
  path: '/account/consents',
  summary: 'Agree to the privacy policy in force, which a new version asks of every member again',
  input: { body: consentRequestSchema },
  async answer({ c, context, session, input: { body } }) {
    if (body.policyVersion !== POLICY_VERSION) throw new ServiceError('consent-required');
    await context.db
      .insertInto('consent')
      .values({ memberId: session.memberId, policyVersion: body.policyVersion, at: new Date() })
      .onConflict((conflict) => conflict.doNothing()) // the first time stands
      .execute();
    return c.body(null, 204);
  },
});
