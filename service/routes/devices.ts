import { devicesResponseSchema } from '../../protocol/account.ts';
import { endDeviceRequestSchema, nameDeviceRequestSchema } from '../../protocol/account-security.ts';
import { audit } from '../account/audit.ts';
import { listDevices as readDevices } from '../account/devices.ts';
import { holdMember } from '../account/members.ts';
import { closeSessionsOf, withoutControls } from '../account/sessions.ts';
import { tellEnded } from '../account/tell-ended.ts';
import { ServiceError } from '../errors.ts';
import { memberRoute } from './route.ts';

export const listDevices = memberRoute({
  method: 'GET',
  path: '/account/devices',
  summary: 'Where the member is signed in, and when each device was last seen and last synced',
  input: {},
  response: devicesResponseSchema,
  answer: async ({ c, context, session }) => c.json(await readDevices(context.db, session)),
});

/** Needs no proof: whoever finds a stranger among their devices must not be held up. */
export const endDevice = memberRoute({
  method: 'POST',
  path: '/account/devices/end',
  summary: 'End the session of a device',
  input: { body: endDeviceRequestSchema },
  async answer({ c, context, session, addressHash, input: { body } }) {
    const { memberId } = session;
    await context.db.transaction().execute(async (tx) => {
      const ended = await tx
        .deleteFrom('session')
        .where('id', '=', body.id)
        .where('userId', '=', memberId)
        .returning('id')
        .executeTakeFirst();
      if (!ended) throw new ServiceError('not-found');
      await audit(tx, { event: 'end-device', memberId, sessionId: body.id, addressHash: addressHash() });
    });
    await tellEnded(context, memberId);
    return c.body(null, 204);
  },
});

export const endOtherDevices = memberRoute({
  method: 'POST',
  path: '/account/devices/end-others',
  summary: 'End every session but this one',
  input: {},
  async answer({ c, context, session, addressHash }) {
    const { memberId, id } = session;
    await context.db.transaction().execute(async (tx) => {
      await holdMember(tx, memberId);
      await closeSessionsOf(tx, memberId, id);
      await audit(tx, { event: 'end-device', memberId, sessionId: id, addressHash: addressHash() });
    });
    await tellEnded(context, memberId);
    return c.body(null, 204);
  },
});

export const nameDevice = memberRoute({
  method: 'POST',
  path: '/account/devices/name',
  summary: 'Give a device a name',
  input: { body: nameDeviceRequestSchema },
  async answer({ c, context, session, input: { body } }) {
    const named = await context.db
      .updateTable('session')
      .set({ deviceName: withoutControls(body.name) })
      .where('id', '=', body.id)
      .where('userId', '=', session.memberId)
      .returning('id')
      .executeTakeFirst();
    if (!named) throw new ServiceError('not-found');
    return c.body(null, 204);
  },
});
