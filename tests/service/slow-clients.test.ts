import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newMember } from './client.ts';
import { DATABASES, startOn, type TestService } from './databases.ts';

const [onPGlite] = DATABASES;
const PATIENCE = { headMs: 300, jsonMs: 900, requestMs: 2_000 };
/** Node looks at its connections from time to time. */
const CUT_WITHIN_MS = 4_000;

let service: TestService;
beforeAll(async () => {
  service = await startOn(onPGlite, { config: { patience: PATIENCE } });
});
afterAll(() => service.remove());

/** A connection on which so much was sent, and no more so far. */
async function half(words: string): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(service.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(words);
  return { socket, answer: text(socket) };
}

const inTime = (answer: Promise<string>) =>
  Promise.race([answer, sleep(CUT_WITHIN_MS, 'still waited for', { ref: false })]);
const head = (method: string, path: string, more: string[]) =>
  [`${method} ${path} HTTP/1.1`, `Host: 127.0.0.1:${service.port}`, ...more, '', ''].join('\r\n');
const json = (length: number) => ['Content-Type: application/json', `Content-Length: ${length}`];

it('cuts off who sends half a head', async () => {
  const { answer } = await half('POST /account/sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\n');
  expect(await inTime(answer)).toMatch(/^HTTP\/1.1 408 /);
});

it('cuts off who sends half a body of JSON', async () => {
  const { answer } = await half(`${head('POST', '/account/sign-in', json(100))}{"account":`);
  const answered = await inTime(answer);
  expect(answered).toMatch(/^HTTP\/1.1 400 /);
  expect(answered).toMatch(/^connection: close\r$/im);
});

it('cuts off who sends half a blob', async () => {
  const member = await newMember(service.address);
  const more = [
    `Authorization: Bearer ${member.token}`,
    'Content-Encoding: gzip',
    'Content-Type: text/html',
    'Content-Length: 1000',
  ];
  const { answer } = await half(`${head('PUT', `/blobs/${'a'.repeat(64)}`, more)}\x1f\x8b`);
  expect(await inTime(answer)).toMatch(/^HTTP\/1.1 408 /);
});

it('refuses a body whose session ended while it came', async () => {
  const member = await newMember(service.address);
  const body = JSON.stringify({ userName: `late_${member.phone.slice(-8)}` });
  const more = [`Authorization: Bearer ${member.token}`, 'Connection: close', ...json(body.length)];
  const { socket, answer } = await half(head('POST', '/account/user-name', more) + body.slice(0, 5));
  await sleep(600);
  await member.signOut();
  socket.write(body.slice(5));
  expect(await inTime(answer)).toMatch(/^HTTP\/1.1 401 /);
});
