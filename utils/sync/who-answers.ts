import type { ServiceAccess } from '../account/service-fetch.ts';

const PROBE_TIMEOUT_MS = 5_000;

/**
 * Asked when the service can't be reached, or answers nothing sensible: who is at its address. `another`, as a network that wants a sign-in first. What
 * such a page says can't be read here, only that it is there. Over TLS it can't pretend to be the service, and looks like `nobody`; so does a proxy that
 * tells of an error.
 */
export async function whoAnswers(access: ServiceAccess): Promise<'service' | 'another' | 'nobody'> {
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
    if (isRedirect) return 'another';
    if (!readable.ok) return 'nobody';
    return (await readable.text()) === 'ok' ? 'service' : 'another';
  } catch {
    return probe({ mode: 'no-cors', redirect: 'follow' }).then(
      () => 'another',
      () => 'nobody',
    );
  }
}
