import { bindThirdParty } from './bind-third-party.ts';
import { blobSizes } from './blob-sizes.ts';
import { changePassword } from './change-password.ts';
import { changePhone, sendEmailCode, sendPhoneCode, setEmail, setUserName } from './contacts.ts';
import { challenge } from './create-challenge.ts';
import { deleteAccount, keepAccount } from './deletion.ts';
import { endDevice, endOtherDevices, listDevices, nameDevice } from './devices.ts';
import { digest } from './digest.ts';
import { events } from './events.ts';
import { exportAccount } from './export-account.ts';
import { getBlob } from './get-blob.ts';
import { giveConsent } from './give-consent.ts';
import { healthz, readyz } from './health.ts';
import { openApi } from './open-api.ts';
import {
  addPasskey,
  beginPasskey,
  namePasskey,
  passkeyChallenge,
  removePasskey,
  signInByPasskey,
} from './passkeys.ts';
import { changeProfile, getAvatar, putAvatar, removeAvatar, showProfile } from './profile.ts';
import { beginPasskeyProof, prove, sendProofCode } from './prove.ts';
import { pull } from './pull.ts';
import { push } from './push.ts';
import { putBlob } from './put-blob.ts';
import { recover } from './recover.ts';
import { register } from './register.ts';
import type { Route } from './route.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from './second-factor.ts';
import { sendRecoveryCode } from './send-recovery-code.ts';
import { sendSmsCode } from './send-sms-code.ts';
import { showMailbox } from './show-mailbox.ts';
import { showOutbox } from './show-outbox.ts';
import { showPolicy } from './show-policy.ts';
import { showSecurity } from './show-security.ts';
import { showSession } from './show-session.ts';
import { signIn } from './sign-in.ts';
import { signInBySms } from './sign-in-by-sms.ts';
import { signInSecond } from './sign-in-second.ts';
import { signOut } from './sign-out.ts';
import {
  beginThirdParty,
  finishThirdParty,
  listThirdParties,
  registerThirdParty,
  returnFromThirdParty,
  tieThirdParty,
  untieThirdParty,
} from './third-party.ts';

/** Every call there is. What is not here is not served. */
export const ROUTES: Route[] = withOpenApi([
  challenge,
  sendSmsCode,
  register,
  signIn,
  signInBySms,
  sendRecoveryCode,
  recover,
  signOut,
  showSession,
  signInSecond,
  listDevices,
  nameDevice,
  endDevice,
  endOtherDevices,
  showSecurity,
  sendProofCode,
  beginPasskeyProof,
  prove,
  changePassword,
  sendPhoneCode,
  changePhone,
  sendEmailCode,
  setEmail,
  setUserName,
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
  exportAccount,
  deleteAccount,
  keepAccount,
  giveConsent,
  listThirdParties,
  beginThirdParty,
  returnFromThirdParty,
  finishThirdParty,
  registerThirdParty,
  bindThirdParty,
  tieThirdParty,
  untieThirdParty,
  beginPasskey,
  addPasskey,
  namePasskey,
  removePasskey,
  passkeyChallenge,
  signInByPasskey,
  showProfile,
  changeProfile,
  putAvatar,
  removeAvatar,
  getAvatar,
  showPolicy,
  push,
  pull,
  digest,
  events,
  blobSizes,
  putBlob,
  getBlob,
  showOutbox,
  showMailbox,
  healthz,
  readyz,
]);

function withOpenApi(routes: Route[]): Route[] {
  return [...routes, openApi(routes)];
}
