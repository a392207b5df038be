import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import Provider from 'oidc-provider';
import { listen } from '../../scripts/listen.ts';
import type { OidcSettings } from '../../service/third-party/third-party.ts';
import { digitsOn } from './return-digits.ts';

/** A real OpenID Connect provider on loopback, and a reader who goes through its pages. */
export interface OidcProvider extends AsyncDisposable {
  settings: OidcSettings;
  /** Signs in there as `subject`, agrees, and follows every redirect until the service has the answer: gives the digits it shows then. */
  sayYes(address: string, subject: string): Promise<string>;
  sayNo(address: string): Promise<string>;
}

const CLIENT = { id: 'observation-companion', secret: 'a secret between the two of them alone' };

/** How a provider differs from the usual one. */
interface Difference {
  id?: string;
  /** Publishes another key than the one it signs by, under the same name: what it signs might be anybody's. */
  isForeign?: boolean;
  /** How it takes the secret; in the header, and says so, unless told otherwise. */
  secretIn?: 'client_secret_basic' | 'client_secret_post';
}

export async function startOidcProvider(
  redirectUri: string,
  { id = 'work', isForeign = false, secretIn = 'client_secret_basic' }: Difference = {},
): Promise<OidcProvider> {
  const server = createServer((request, response) => {
    const { url, headers } = request;
    // The library takes either way of those that carry the secret, whatever it says.
    const isMisplaced = secretIn === 'client_secret_post' && headers.authorization !== undefined;
    if (isForeign && url === '/jwks') response.end(JSON.stringify({ keys: [newKeys().publicKey] }));
    else if (isMisplaced && url === '/token') response.writeHead(401).end('{"error":"invalid_client"}');
    else void handle(request, response);
  });
  const running = new AsyncDisposableStack();
  const origin = `http://127.0.0.1:${await listen(server, 0, 'the other side')}`;
  running.defer(async () => {
    server.closeAllConnections();
    server.close();
  });
  const provider = new Provider(origin, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: secretIn,
      },
    ],
    clientAuthMethods: [secretIn],
    jwks: { keys: [newKeys().privateKey] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name'] },
    conformIdTokenClaims: false,
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, name: `name of ${sub}`, email: sub }),
    }),
  });
  const handle = provider.callback();

  /** A browser that keeps cookies, as far as these pages need one. */
  const browse = (cookies: Map<string, string>) => async (url: string, form?: Record<string, string>) => {
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { Cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { body: await response.text(), next: response.headers.get('location') };
  };

  const go = async (
    address: string,
    decide: (page: string) => { form: Record<string, string> } | 'abort',
  ) => {
    const visit = browse(new Map());
    let { next, body } = await visit(address);
    let at = address;
    for (let step = 0; step < 12; step += 1) {
      if (next !== null) {
        at = new URL(next, at).href;
        ({ next, body } = await visit(at));
        if (at.startsWith(redirectUri)) return digitsOn(body);
        continue;
      }
      const decision = decide(body);
      if (decision === 'abort') ({ next, body } = await visit(`${at}/abort`));
      else ({ next, body } = await visit(at, decision.form));
    }
    throw new Error(`the provider led nowhere: ${body.slice(0, 300)}`);
  };
  return {
    settings: {
      kind: 'oidc',
      id,
      name: '单位账号',
      issuer: origin,
      clientId: CLIENT.id,
      clientSecret: CLIENT.secret,
    },
    sayYes: (address, subject) =>
      go(address, (page) => ({
        form: page.includes('name="login"')
          ? { prompt: 'login', login: subject, password: 'any' }
          : { prompt: 'consent' },
      })),
    sayNo: (address) => go(address, () => 'abort'),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function newKeys() {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const about = { kid: 'the-only-one', use: 'sig', alg: 'RS256' };
  return {
    privateKey: { ...privateKey.export({ format: 'jwk' }), ...about },
    publicKey: { ...publicKey.export({ format: 'jwk' }), ...about },
  };
}
