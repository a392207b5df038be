import * as client from 'openid-client';
import {
  type FlowSecrets,
  failed,
  type Identity,
  type OidcSettings,
  requireAccepted,
  type ThirdParty,
} from './third-party.ts';

const SCOPE = 'openid profile';
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** Any OpenID Connect provider, by its configuration document: code flow with PKCE, state and nonce; the identity token's signature is checked. */
export function oidcProvider(settings: OidcSettings): ThirdParty {
  const { id, kind, name } = settings;
  let known: Promise<client.Configuration> | null = null;
  const configuration = () => {
    known ??= discover(settings).catch((error: unknown) => {
      known = null; // it may be back for the next reader
      throw failed('third-party-failed', error instanceof Error ? error.name : '');
    });
    return known;
  };
  return {
    id,
    kind,
    name,
    async addressFor({ state, nonce, codeVerifier }, redirectUri) {
      const parameters = {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      };
      return client.buildAuthorizationUrl(await configuration(), parameters).href;
    },
    async identify(flow, returned) {
      requireAccepted(returned);
      return identify(await configuration(), flow, returned);
    },
  };
}

async function identify(
  configuration: client.Configuration,
  { state, nonce, codeVerifier }: FlowSecrets,
  returned: URL,
): Promise<Identity> {
  try {
    const tokens = await client.authorizationCodeGrant(configuration, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw failed('third-party-failed', 'no identity');
    const names = [claims.name, claims.preferred_username, claims.nickname];
    const name = names.find((one) => typeof one === 'string');
    return { subject: claims.sub, formerSubject: null, name: typeof name === 'string' ? name : '' };
  } catch (error) {
    // A code that was used or has run out is an invalid grant, whichever it was (RFC 6749 §5.2).
    if (error instanceof client.ResponseBodyError && error.error === 'invalid_grant')
      throw failed('third-party-expired', error.error);
    throw failed('third-party-failed', error instanceof Error ? error.name : '');
  }
}

function discover({ issuer, clientId, clientSecret }: OidcSettings): Promise<client.Configuration> {
  const address = new URL(issuer);
  const isLocal = address.protocol === 'http:' && LOOPBACK.includes(address.hostname);
  // The signature is looked at as well, though the identity token came from the provider itself by TLS.
  const execute = [client.enableNonRepudiationChecks, ...(isLocal ? [client.allowInsecureRequests] : [])];
  return client.discovery(address, clientId, clientSecret, secretAsAccepted(clientSecret), { execute });
}

/** As the provider takes it; where it doesn't say, in the header (OpenID Connect Discovery 1.0 §3). */
function secretAsAccepted(clientSecret: string): client.ClientAuth {
  const [inHeader, inBody] = [client.ClientSecretBasic(clientSecret), client.ClientSecretPost(clientSecret)];
  return (provider, ...request) => {
    const methods = provider.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return methods.includes('client_secret_basic')
      ? inHeader(provider, ...request)
      : inBody(provider, ...request);
  };
}
