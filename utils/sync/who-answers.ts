import type { ServiceAccess } from '../account/service-fetch.ts';

const PROBE_TIMEOUT_MS = 5_000;

/**
 * Asked when the service can't be reached: whether something else answers at its address, as a network does that wants a sign-in first. What
 * such a page says can't be read here, only that it is there. Over TLS it can't pretend to be the service, and looks like no answer at all.
 */
export async function isAnotherAnswering(access: ServiceAccess): Promise<boolean> {
  const address = new URL('healthz', access.address.replace(/\/*$/, '/')).href;
  const send = access.fetch ?? fetch;
  const probe = (options: Pick<RequestInit, 'mode' | 'redirect'>) =>
    send(address, {
      ...options,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    });
  try {
    const readable = await probe({ mode: 'cors', redirect: 'manual' });
    const isRedirect =
      readable.type === 'opaqueredirect' || (readable.status >= 300 && readable.status < 400);
    if (isRedirect) return true;
    // An error is a proxy's word on the service. Its own word is short.
    return readable.ok && (await readable.text()) !== 'ok';
  } catch {
    return probe({ mode: 'no-cors', redirect: 'follow' }).then(
      () => true,
      () => false,
    );
  }
}
