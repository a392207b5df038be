import { isIP } from 'node:net';
import type { ServiceConfig } from '../config.ts';

/**
 * What passkeys of this service are bound to (WebAuthn's RP ID): the host of its public address. Chromium lets an extension's page claim it
 * since version 122, where the reader gave the extension that host [1]: over https, or `localhost`; no number, and no name of one part. Null
 * where there can be none.
 *
 * [1] https://lists.w3.org/Archives/Public/public-webauthn/2023Dec/0078.html
 */
export function passkeyDomain({ mode, publicAddress }: ServiceConfig): string | null {
  const url = publicAddress === undefined ? null : new URL(publicAddress);
  const isNamed = url?.protocol === 'https:' && url.hostname.includes('.') && isIP(url.hostname) === 0;
  if (isNamed && !url.hostname.startsWith('[')) return url.hostname;
  return mode === 'development' ? 'localhost' : null;
}
