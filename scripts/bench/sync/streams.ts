import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillMember } from './fill-member.ts';
import type { Stand } from './stand.ts';

export interface StreamFigures {
  streams: number;
  /** How much more memory the service's process has with all of them open, in MB (VmRSS). */
  megabytes: number;
  /** From the push of a change until the last stream has told of it. */
  reachMs: number;
}

/** Fewer than the service lets a session have. */
const STREAMS_OF_DEVICE = 4;

/** Opens event streams of one member's devices, changes something of theirs, and waits until every stream has told of it. */
export async function measureStreams(stand: Stand, streams: number): Promise<StreamFigures> {
  const [member] = await stand.seat(1);
  if (!member) throw new Error('nobody took a seat');
  await fillMember(stand, member, 1, 1);
  const tokens = await stand.signIn(member, Math.ceil(streams / STREAMS_OF_DEVICE));
  const before = residentMegabytes(stand.service.pid);
  const listeners: Listener[] = [];
  for (let opened = 0; opened < streams; opened += 100) {
    const more = Array.from({ length: Math.min(100, streams - opened) }, (_, index) =>
      listen(stand.port, tokens[(opened + index) % tokens.length] ?? member.token),
    );
    listeners.push(...(await Promise.all(more)));
  }
  await Promise.all(listeners.map((each) => each.heard(1)));
  await sleep(2000);
  const megabytes = residentMegabytes(stand.service.pid) - before;
  const start = performance.now();
  await Promise.all([fillMember(stand, member, 1, 2), ...listeners.map((each) => each.heard(2))]);
  const reachMs = performance.now() - start;
  for (const { socket } of listeners) socket.destroy();
  return { streams, megabytes, reachMs };
}

interface Listener {
  socket: Socket;
  /** Settles once so many `changed` events have come. */
  heard(count: number): Promise<void>;
}

function listen(port: number, token: string): Promise<Listener> {
  return new Promise((done, fail) => {
    const socket = connect({ port, host: '127.0.0.1' });
    let heard = 0;
    let waiting: (() => void)[] = [];
    socket.setEncoding('latin1');
    socket.on('data', (text: string) => {
      heard += text.split('event: changed').length - 1;
      for (const look of waiting) look();
    });
    socket.once('error', fail);
    socket.once('connect', () => {
      socket.write(
        `GET /sync/events HTTP/1.1\r\nhost: 127.0.0.1\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n\r\n`,
      );
      done({
        socket,
        heard: (count) =>
          new Promise((told) => {
            const look = () => {
              if (heard < count) return;
              waiting = waiting.filter((other) => other !== look);
              told();
            };
            waiting.push(look);
            look();
          }),
      });
    });
  });
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}
