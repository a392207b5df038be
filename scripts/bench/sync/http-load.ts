import { connect, type Socket } from 'node:net';

/** One request as bytes, and the least a right answer must contain. */
export interface Shot {
  request: Buffer;
  expects: string;
}

export interface LoadOrder {
  port: number;
  connections: number;
  seconds: number;
  /** Requests a second over all connections, sent on time whatever the answers do; null: each connection asks as soon as it was answered. */
  rate: number | null;
  /** The next request of a connection, by its number. */
  next(connection: number): Shot;
}

export interface LoadResult {
  requests: number;
  /** Answers that were not what they should be. */
  failures: number;
  perSecond: number;
  /** Milliseconds, from when a request was due. */
  p50: number;
  p99: number;
  /** Body bytes of all answers. */
  bytesDown: number;
}

/**
 * Asks over keep-alive connections, one request at a time on each, and tells how fast the answers came. Written on bare sockets: an HTTP client would
 * take from the service the time that it is measured by. With a rate, a request that finds no free connection waits, and its wait counts.
 */
export async function runLoad(order: LoadOrder): Promise<LoadResult> {
  const latencies: number[] = [];
  let failures = 0;
  let bytesDown = 0;
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => open(order.port)));
  const ends = performance.now() + order.seconds * 1000;
  const started = performance.now();
  const due: number[] = [];
  const idle = new Set(sockets.keys());
  let issued = 0;
  let fire: (() => void) | null = null;

  await new Promise<void>((finished, failed) => {
    let running = 0;
    const isOver = () => performance.now() >= ends;
    const send = (index: number, dueAt: number) => {
      const socket = sockets[index];
      if (!socket) return;
      idle.delete(index);
      running += 1;
      const shot = order.next(index);
      socket.ask(shot, (body) => {
        running -= 1;
        latencies.push(performance.now() - dueAt);
        if (body === null || !body.includes(shot.expects)) failures += 1;
        bytesDown += body?.length ?? 0;
        idle.add(index);
        if (isOver()) {
          if (running === 0) finished();
          return;
        }
        if (order.rate === null) send(index, performance.now());
        else {
          const waiting = due.shift();
          if (waiting !== undefined) send(index, waiting);
        }
      });
    };
    for (const { socket } of sockets) socket.once('error', failed);
    if (order.rate === null) {
      for (const index of sockets.keys()) send(index, performance.now());
      return;
    }
    const { rate } = order;
    fire = () => {
      const now = performance.now();
      while (issued < ((Math.min(now, ends) - started) / 1000) * rate) {
        const dueAt = started + (issued / rate) * 1000;
        issued += 1;
        const [free] = idle;
        if (free === undefined) due.push(dueAt);
        else send(free, dueAt);
      }
      if (!isOver()) setTimeout(() => fire?.(), 1);
      else if (running === 0) finished();
    };
    fire();
  });
  const seconds = (performance.now() - started) / 1000;
  for (const { socket } of sockets) socket.destroy();
  latencies.sort((a, b) => a - b);
  return {
    requests: latencies.length,
    failures,
    perSecond: latencies.length / seconds,
    p50: quantile(latencies, 0.5),
    p99: quantile(latencies, 0.99),
    bytesDown,
  };
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

interface Line {
  socket: Socket;
  ask(shot: Shot, answered: (body: string | null) => void): void;
}

function open(port: number): Promise<Line> {
  return new Promise((done, failed) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    let answered: ((body: string | null) => void) | null = null;
    let received = '';
    socket.setEncoding('latin1');
    socket.on('data', (piece: string) => {
      received = received === '' ? piece : received + piece;
      const body = wholeBody(received);
      if (body === undefined) return;
      const isSuccess = received.startsWith('HTTP/1.1 200');
      received = '';
      const tell = answered;
      answered = null;
      tell?.(isSuccess ? body : null);
    });
    socket.once('error', failed);
    socket.once('connect', () => {
      socket.off('error', failed);
      done({
        socket,
        ask(shot, tell) {
          answered = tell;
          socket.write(shot.request);
        },
      });
    });
  });
}

/** The body once all of it is there; undefined before. */
function wholeBody(text: string): string | undefined {
  const head = text.indexOf('\r\n\r\n');
  if (head === -1) return undefined;
  const length = /content-length: (\d+)/i.exec(text.slice(0, head))?.[1];
  const body = text.slice(head + 4);
  if (length !== undefined) return body.length >= Number(length) ? body : undefined;
  return body.endsWith('0\r\n\r\n') ? body : undefined;
}
