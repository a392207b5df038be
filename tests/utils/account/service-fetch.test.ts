import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { ServiceError } from '../../../utils/account/service-error.ts';
import { serviceFetch, serviceJson } from '../../../utils/account/service-fetch.ts';

let server: Server | null = null;

afterEach(async () => {
  const open = server;
  server = null;
  if (open) await new Promise((resolve) => open.close(resolve));
});

async function serve(answer: RequestListener): Promise<{ address: string; token: string }> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const place = started.address();
  if (place === null || typeof place === 'string') throw new Error('a server on a port was started');
  return { address: `http://127.0.0.1:${place.port}`, token: 'token-one' };
}

async function errorOf(work: Promise<unknown>): Promise<ServiceError> {
  const error: unknown = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ServiceError)) throw new Error('a ServiceError was expected', { cause: error });
  return error;
}

describe('asking the service', () => {
  it('sends the token and nothing the browser would add by itself', async () => {
    let seen: Record<string, unknown> = {};
    const access = await serve((request, response) => {
      seen = { authorization: request.headers.authorization, cookie: request.headers.cookie };
      response.end('{}');
    });
    await serviceFetch(access, { path: 'sync/pull' });
    expect(seen).toEqual({ authorization: 'Bearer token-one', cookie: undefined });
  });

  it("gives the service's own reason, with what it said about trying again", async () => {
    const access = await serve((_request, response) => {
      response.writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': '90' });
      response.end('{"error":{"code":"rate-limited","triesLeft":0}}');
    });
    const error = await errorOf(serviceFetch(access, { path: 'account/sign-in' }));
    expect(error).toMatchObject({ code: 'rate-limited', retryAfter: 90, triesLeft: 0 });
  });

  it.each([
    ['in ten minutes', 10 * 60_000, 600],
    ['in a year, by a wrong clock here or there', 365 * 24 * 60 * 60_000, null],
    ['a year ago', -365 * 24 * 60 * 60_000, null],
  ])('reads when to try again from a date: %s', async (_, ms, seconds) => {
    const access = await serve((_request, response) => {
      const date = new Date(Math.ceil(Date.now() / 1000) * 1000 + ms).toUTCString();
      response.writeHead(503, { 'Retry-After': date }).end('busy');
    });
    const { retryAfter } = await errorOf(serviceFetch(access, { path: 'sync/pull' }));
    if (seconds === null) expect(retryAfter).toBeNull();
    else expect(Math.abs((retryAfter ?? 0) - seconds)).toBeLessThanOrEqual(2);
  });

  it.each([
    [503, 'unavailable'],
    [401, 'bad-answer'],
    [404, 'bad-answer'],
    [511, 'bad-answer'],
    [413, 'too-large'],
    [418, 'bad-answer'],
  ])("reads a proxy's page with status %i by its status", async (status, code) => {
    const access = await serve((_request, response) => {
      response.writeHead(status, { 'Content-Type': 'text/html' });
      response.end('<h1>Sorry</h1>');
    });
    expect((await errorOf(serviceFetch(access, { path: 'sync/pull' }))).code).toBe(code);
  });

  it.each([
    [401, 'unauthorized'],
    [404, 'not-found'],
  ])('takes status %i of an answer without words for the service, as HEAD answers', async (status, code) => {
    const access = await serve((_request, response) => {
      response.writeHead(status).end();
    });
    expect((await errorOf(serviceFetch(access, { method: 'HEAD', path: 'blobs/1' }))).code).toBe(code);
  });

  it('takes a later reason it does not know for an error of the service', async () => {
    const access = await serve((_request, response) => {
      response.writeHead(400);
      response.end('{"error":{"code":"moon-phase"}}');
    });
    expect((await errorOf(serviceFetch(access, { path: 'sync/push' }))).code).toBe('internal');
  });

  it('tells a captive portal from the service', async () => {
    const access = await serve((_request, response) =>
      response.end('<html>Please sign in to the hotel</html>'),
    );
    const schema = z.object({ next: z.number() });
    expect((await errorOf(serviceJson(access, { path: 'sync/pull' }, schema))).code).toBe('bad-answer');
  });

  it('follows no redirect with the token', async () => {
    let followed = false;
    const access = await serve((request, response) => {
      if (request.url === '/elsewhere') followed = true;
      response.writeHead(302, { Location: '/elsewhere' });
      response.end();
    });
    expect((await errorOf(serviceFetch(access, { path: 'sync/pull' }))).code).toBe('unreachable');
    expect(followed).toBe(false);
  });

  it('says that nothing is there', async () => {
    const access = { address: 'http://127.0.0.1:9', token: null };
    expect((await errorOf(serviceFetch(access, { path: 'healthz' }))).code).toBe('unreachable');
  });

  it('ends when asked to, and says so by the reason of the signal', async () => {
    const access = await serve(() => undefined);
    const stopping = new AbortController();
    const asked = serviceFetch(access, { path: 'sync/events', timeoutMs: null, signal: stopping.signal });
    stopping.abort();
    await expect(asked).rejects.toHaveProperty('name', 'AbortError');
    server?.closeAllConnections();
  });
});
