import { devicesResponseSchema } from '../../protocol/account.ts';
import { listDevices as readDevices } from '../account/devices.ts';
import { memberRoute } from './route.ts';

export const listDevices = memberRoute({
  method: 'GET',
  path: '/account/devices',
  summary: 'Where the member is signed in, and when each device last synced',
  input: {},
  response: devicesResponseSchema,
  answer: async ({ c, context, session }) => c.json(await readDevices(context.db, session)),
});
