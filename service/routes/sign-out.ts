import { audit } from '../account/audit.ts';
import { closeSession } from '../account/sessions.ts';
import { tellEnded } from '../account/tell-ended.ts';
import { memberRoute } from './route.ts';

export const signOut = memberRoute({
  method: 'POST',
  path: '/account/sign-out',
  summary: 'End this session',
  input: {},
  async answer({ c, context, session, addressHash }) {
    await context.db.transaction().execute(async (tx) => {
      await closeSession(tx, session.id);
      await audit(tx, {
        event: 'sign-out',
        memberId: session.memberId,
        sessionId: session.id,
        addressHash: addressHash(),
      });
    });
    await tellEnded(context, session.memberId);
    return c.body(null, 204);
  },
});
