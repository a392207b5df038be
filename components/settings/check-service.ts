/** Long enough for a slow line, short enough to wait for. */
const PATIENCE_MS = 8000;

export type ServiceCheck =
  | { status: 'ok' }
  | { status: 'unreachable' }
  /** Something answered, with this HTTP status, but it is no account service. */
  | { status: 'other'; code: number };

/** Asks the service at `address` (with a slash at its end) whether it lives: `healthz` says `ok`. */
export async function checkService(address: string): Promise<ServiceCheck> {
  try {
    const response = await fetch(new URL('healthz', address), {
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const words = (await response.text()).trim();
    return response.ok && words === 'ok' ? { status: 'ok' } : { status: 'other', code: response.status };
  } catch {
    return { status: 'unreachable' }; // no such name, refused, too slow, or no CORS for this extension: all look alike from here
  }
}
