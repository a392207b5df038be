import { blobSizes } from './blob-sizes.ts';
import { challenge } from './create-challenge.ts';
import { digest } from './digest.ts';
import { events } from './events.ts';
import { getBlob } from './get-blob.ts';
import { healthz, readyz } from './health.ts';
import { listDevices } from './list-devices.ts';
import { openApi } from './open-api.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { putBlob } from './put-blob.ts';
import { register } from './register.ts';
import type { Route } from './route.ts';
import { sendSmsCode } from './send-sms-code.ts';
import { showOutbox } from './show-outbox.ts';
import { showPolicy } from './show-policy.ts';
import { showSession } from './show-session.ts';
import { signIn } from './sign-in.ts';
import { signInBySms } from './sign-in-by-sms.ts';
import { signOut } from './sign-out.ts';

/** Every call there is. What is not here is not served. */
export const ROUTES: Route[] = withOpenApi([
  challenge,
  sendSmsCode,
  register,
  signIn,
  signInBySms,
  signOut,
  showSession,
  listDevices,
  showPolicy,
  push,
  pull,
  digest,
  events,
  blobSizes,
  putBlob,
  getBlob,
  showOutbox,
  healthz,
  readyz,
]);

function withOpenApi(routes: Route[]): Route[] {
  return [...routes, openApi(routes)];
}
