import type { ChildProcess } from 'node:child_process';
import { Readable, Writable } from 'node:stream';

/** Speaks Chromium's debugging protocol over descriptors 3 and 4, where some commands (`Extensions`) are allowed that a port refuses. */
export interface DebuggingPipe {
  send(method: string, parameters?: Record<string, unknown>): Promise<Record<string, unknown>>;
}

interface Answer {
  id?: number;
  result?: Record<string, unknown>;
  error?: { message: string };
}

/** For a child started with `--remote-debugging-pipe` and five pipes. Messages end in a zero byte. */
export function openDebuggingPipe(child: ChildProcess): DebuggingPipe {
  const [, , , to, from] = child.stdio;
  if (!(to instanceof Writable) || !(from instanceof Readable)) {
    throw new Error('the browser was started without its two debugging pipes');
  }
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  readMessages(from, (message) => {
    const answer: Answer = JSON.parse(message);
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  from.on('close', () => {
    for (const settle of waiting.values()) settle({ error: { message: 'the browser has ended' } });
  });
  to.on('error', () => undefined); // the browser has ended; whoever waits is told above
  return {
    async send(method, params = {}) {
      last += 1;
      const id = last;
      const answered = new Promise<Answer>((settle) => waiting.set(id, settle));
      to.write(`${JSON.stringify({ id, method, params })}\0`);
      const answer = await answered;
      waiting.delete(id);
      if (answer.error) throw new Error(`${method}: ${answer.error.message}`);
      return answer.result ?? {};
    },
  };
}

function readMessages(from: Readable, take: (message: string) => void): void {
  let rest = Buffer.alloc(0);
  from.on('data', (piece: Buffer) => {
    rest = Buffer.concat([rest, piece]);
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      take(rest.subarray(0, end).toString());
      rest = rest.subarray(end + 1);
    }
  });
}
