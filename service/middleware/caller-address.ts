import { isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/**
 * Where the request comes from: the socket, or the header that a trusted proxy sets (its last entry, which that proxy
 * wrote; those before it are the caller's own words). IPv6 is shortened to the /64 that one household gets.
 */
export function callerAddress(c: Context, proxyHeader: string | undefined): string {
  const told = proxyHeader ? c.req.header(proxyHeader)?.split(',').at(-1)?.trim() : undefined;
  const address = (told ?? socketAddress(c.env)).replace(/^::ffff:/, '');
  return isIPv6(address) ? networkOf(address) : address;
}

/** Empty where there is no socket: the application called within its own process. */
function socketAddress(bindings: Partial<HttpBindings> | undefined): string {
  return bindings?.incoming?.socket.remoteAddress ?? '';
}

function networkOf(address: string): string {
  const [head = '', tail] = address.split('::');
  const groups = head.split(':').filter(Boolean);
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length;
  const full = [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...(tail ?? '').split(':')];
  return `${full
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
