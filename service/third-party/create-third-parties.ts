import { oidcProvider } from './oidc.ts';
import type { ThirdParty, ThirdPartySettings } from './third-party.ts';
import { wechat } from './wechat.ts';

/** Those the configuration names. */
export function createThirdParties(settings: ThirdPartySettings[]): ThirdParty[] {
  return settings.map((one) => (one.kind === 'wechat' ? wechat(one) : oidcProvider(one)));
}
