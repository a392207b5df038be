import type { SyncRecord } from '../../../protocol/records.ts';
import { DEVELOPMENT_EXTENSION_ORIGIN } from '../../../service/middleware/allow-extension.ts';
import type { Shot } from './http-load.ts';
import { type Mixture, sampleRecords } from './sample-records.ts';
import type { SeatedMember } from './stand.ts';

/** What a load is made of, small enough to be sent to the process that makes it. */
export interface ShotPlan {
  kind: 'empty-pull' | 'push';
  members: (SeatedMember & { revision: number })[];
  epoch: string;
  /** Of each push: half new ones, half ones that the member has, changed. */
  recordsEach: number;
  /** Pushes prepared a member. */
  pushesEach: number;
  seed: number;
  mixture: Mixture;
}

/** Requests for `connections` connections, each speaking for one member; prepared beforehand, so that making them takes nothing from the measuring. */
export function prepareShots(plan: ShotPlan): (connection: number) => Shot {
  return plan.kind === 'push' ? pushShots(plan) : pullShots(plan);
}

function pullShots({ members, epoch }: ShotPlan): (connection: number) => Shot {
  const shots = members.map(({ token, revision }) => ({
    request: request('GET', `/sync/pull?since=${revision}&epoch=${epoch}`, token),
    expects: '"records":[]',
  }));
  return (connection) => pick(shots, connection);
}

function pushShots({
  members,
  epoch,
  recordsEach,
  pushesEach,
  seed,
  mixture,
}: ShotPlan): (connection: number) => Shot {
  const expects = `[${Array(recordsEach).fill('"stored"').join(',')}]`;
  const queues = members.map(({ token }, index) =>
    batches(recordsEach, pushesEach, { seed: seed + index, mixture }).map((records) => ({
      request: request('POST', '/sync/push', token, JSON.stringify({ epoch, records })),
      expects,
    })),
  );
  return (connection) => {
    const shot = pick(queues, connection).shift();
    if (!shot) throw new Error('more pushes were asked for than prepared');
    return shot;
  };
}

/** Batch after batch of one member: the first all new, each further one half new and half changed again. */
function batches(size: number, count: number, of: { seed: number; mixture: Mixture }): SyncRecord[][] {
  const start = Date.UTC(2026, 10, 1);
  const fresh = sampleRecords(size * count, { ...of, at: start });
  return Array.from({ length: count }, (_, batch) => {
    const own = fresh.slice(batch * size, (batch + 1) * size);
    const before = fresh.slice(Math.max(0, batch - 1) * size, batch * size);
    const again = before
      .slice(0, Math.floor(size / 2))
      .map((record) => restamped(record, start + 60_000 + batch));
    return [...again, ...own].slice(0, size);
  });
}

/** One field of it written once more. */
function restamped(record: SyncRecord, at: number): SyncRecord {
  const [name] = Object.keys(record.fields);
  const register = name === undefined ? undefined : record.fields[name];
  if (name === undefined || !register) return record;
  const device = register[0].slice(13);
  return { ...record, fields: { ...record.fields, [name]: [`${at}${device}`, register[1]] } };
}

function request(method: string, path: string, token: string, body?: string): Buffer {
  const head = [
    `${method} ${path} HTTP/1.1`,
    'host: 127.0.0.1',
    `authorization: Bearer ${token}`,
    `origin: ${DEVELOPMENT_EXTENSION_ORIGIN}`,
    ...(body === undefined
      ? []
      : ['content-type: application/json', `content-length: ${Buffer.byteLength(body)}`]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

function pick<T>(choices: readonly T[], index: number): T {
  const choice = choices[index % choices.length];
  if (choice === undefined) throw new Error('nothing to choose from');
  return choice;
}
