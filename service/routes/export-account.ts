import { audit } from '../account/audit.ts';
import { exportEntries } from '../account/export-entries.ts';
import { LIMITS, requireAttempt } from '../account/limits.ts';
import { requireMemberProof } from '../account/member-proof.ts';
import { zipStream } from '../account/zip-stream.ts';
import { memberRoute } from './route.ts';

export const exportAccount = memberRoute({
  method: 'POST',
  path: '/account/export',
  summary: 'Everything the service holds of the member, as one ZIP archive',
  input: {},
  async answer({ c, context, session, addressHash }) {
    requireMemberProof(session);
    const { memberId, id: sessionId } = session;
    await requireAttempt(context.db, `export ${memberId}`, LIMITS.exportsPerMember);
    await audit(context.db, { event: 'export', memberId, sessionId, addressHash: addressHash() });
    return c.body(zipStream(exportEntries(context, memberId)), 200, {
      'Content-Type': 'application/zip',
      'Content-Disposition': 'attachment; filename="observation-companion.zip"',
    });
  },
});
