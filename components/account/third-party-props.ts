import type { SignInOutcome } from '../../utils/account/account-client.ts';
import type { Unknown } from '../../utils/account/third-party-client.ts';

/** What either way of 个人资料 is given. */
export interface ThirdPartyFormProps {
  unknown: Unknown;
  onSignedIn: (outcome: SignInOutcome) => void;
}
