const THIS_MACHINE = ['127.0.0.1', 'localhost', '[::1]'];

/** The address with a slash at its end, or null: only https, and http for this machine, without user or query. */
export function validServiceAddress(value: unknown): string | null {
  if (typeof value !== 'string' || !URL.canParse(value)) return null;
  const url = new URL(value);
  const isLocal = THIS_MACHINE.includes(url.hostname);
  const isSafe = url.protocol === 'https:' || (url.protocol === 'http:' && isLocal);
  if (!isSafe || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return null;
  return url.href.endsWith('/') ? url.href : `${url.href}/`;
}

/** Whether the service runs on this very machine: only there can it be one in development. */
export function isOnThisMachine(address: string): boolean {
  return THIS_MACHINE.includes(new URL(address).hostname);
}
