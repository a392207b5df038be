import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { callerAddress } from '../../service/middleware/caller-address.ts';

it.each([
  ['the socket, where no proxy is trusted', undefined, '10.0.0.1', '192.0.2.7'],
  [
    'what the trusted proxy wrote last, not what the caller wrote before',
    'x-forwarded-for',
    '1.2.3.4, 198.51.100.9',
    '198.51.100.9',
  ],
  ['an IPv4 address in IPv6 form', 'x-forwarded-for', '::ffff:198.51.100.9', '198.51.100.9'],
  ['the /64 of an IPv6 address', 'x-forwarded-for', '2001:db8:12:34:56:78:9a:bc', '2001:db8:12:34::/64'],
  ['the /64 of a shortened one', 'x-forwarded-for', '2001:db8::1', '2001:db8:0:0::/64'],
])('a caller is known by %s', async (_, proxyHeader, told, expected) => {
  const app = new Hono().get('/', (c) => c.text(callerAddress(c, proxyHeader)));
  const socket = { incoming: { socket: { remoteAddress: '::ffff:192.0.2.7' } } };
  const response = await app.request('/', { headers: { 'X-Forwarded-For': told } }, socket);
  expect(await response.text()).toBe(expected);
});
