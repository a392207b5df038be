import { setTimeout as sleep } from 'node:timers/promises';
import { fillMember } from './fill-member.ts';
import type { LoadResult } from './http-load.ts';
import { type LoadPlan, loadFromOutside } from './load-process.ts';
import type { SeatedMember, Stand } from './stand.ts';

/** Seconds that each load lasts, after a shorter one that warms everything up. */
const SECONDS = 8;
const WARM_UP_SECONDS = 2;

export interface ServiceFigures {
  pull: LoadResult;
  pullAtRate: LoadResult;
  push: LoadResult;
  pushAtRate: LoadResult;
  pushOfTaggings: LoadResult;
  hot: LoadResult;
}

/** Members enough that their locks don't meet: each connection speaks for one. */
const PULLING = 64;
const PUSHING = 16;

/** What the service does a second, and how long its answers take at the rates asked for. */
export async function measureService(stand: Stand): Promise<ServiceFigures> {
  const pullers = await withRevision(stand, await stand.seat(PULLING));
  const pullPlan = { kind: 'empty-pull', members: pullers, connections: PULLING } as const;
  await load(stand, { ...pullPlan, seconds: WARM_UP_SECONDS, rate: null });
  const pull = await load(stand, { ...pullPlan, seconds: SECONDS, rate: null });
  const pullAtRate = await load(stand, { ...pullPlan, seconds: SECONDS, rate: 3000 });

  const push = async (seconds: number, rate: number | null, mixture: 'library' | 'taggings') =>
    load(stand, {
      kind: 'push',
      members: await withRevision(stand, await stand.seat(PUSHING)),
      connections: PUSHING,
      recordsEach: 50,
      pushesEach: Math.ceil(((rate ?? (mixture === 'library' ? 1000 : 3000)) * (seconds + 1)) / PUSHING) + 10,
      mixture,
      seconds,
      rate,
    });
  await push(WARM_UP_SECONDS, null, 'library');
  const pushAtFullSpeed = await push(SECONDS, null, 'library');
  const pushOfTaggings = await push(SECONDS, null, 'taggings');
  await stand.settle();
  return {
    pull,
    pullAtRate,
    push: pushAtFullSpeed,
    pushOfTaggings,
    pushAtRate: await push(SECONDS, 300, 'library'),
    hot: await load(stand, {
      kind: 'push',
      members: await withRevision(stand, await stand.seat(1)),
      connections: 8,
      recordsEach: 1,
      pushesEach: 3000 * (SECONDS + 1),
      seconds: SECONDS,
      rate: null,
    }),
  };
}

export interface Growth {
  /** Pushes, and empty pulls, a second at 100,000 records ÷ the same at 1,000. */
  push: number;
  pull: number;
}

const SMALL = 1_000;
const LARGE = 100_000;
const ROUNDS = 5;

/** Whether a member's library that has grown a hundredfold is as quick; small and large in turn, so that what else the machine does meets both. */
export async function measureGrowth(stand: Stand): Promise<Growth> {
  // A round of pushes adds thousands of records: a small library is small once.
  const [large, ...smalls] = await stand.seat(1 + ROUNDS);
  if (!large) throw new Error('nobody took a seat');
  for (const [index, small] of smalls.entries()) await fillMember(stand, small, SMALL, 10 + index);
  await fillMember(stand, large, LARGE, 2);
  await stand.settle();
  const speeds: Record<'push' | 'pull', { small: number[]; large: number[] }> = {
    push: { small: [], large: [] },
    pull: { small: [], large: [] },
  };
  for (const [round, small] of smalls.entries()) {
    for (const [size, member] of [
      ['small', small],
      ['large', large],
    ] as const) {
      const members = await withRevision(stand, [member]);
      const pull = await load(stand, {
        kind: 'empty-pull',
        members,
        connections: 16,
        seconds: 1.5,
        rate: null,
      });
      speeds.pull[size].push(pull.perSecond);
      const push = await load(stand, {
        kind: 'push',
        members,
        connections: 4,
        recordsEach: 5,
        pushesEach: 4000,
        seed: 100 + round,
        seconds: 1.5,
        rate: null,
      });
      speeds.push[size].push(push.perSecond);
    }
  }
  return {
    push: median(speeds.push.large) / median(speeds.push.small),
    pull: median(speeds.pull.large) / median(speeds.pull.small),
  };
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

async function load(
  stand: Stand,
  plan: Pick<LoadPlan, 'kind' | 'members' | 'connections' | 'seconds' | 'rate'> & Partial<LoadPlan>,
): Promise<LoadResult> {
  const rest = {
    recordsEach: 0,
    pushesEach: 0,
    seed: Math.floor(performance.now()),
    mixture: 'library',
  } as const;
  const result = await loadFromOutside({ ...rest, port: stand.port, epoch: stand.epoch, ...plan });
  // Postgres has things to write down after a load; the next one shall not pay for them.
  await sleep(500);
  return result;
}

async function withRevision(
  { db }: Stand,
  members: SeatedMember[],
): Promise<(SeatedMember & { revision: number })[]> {
  const ids = members.map(({ id }) => id);
  const rows = await db.selectFrom('memberFeed').selectAll().where('memberId', 'in', ids).execute();
  const revisions = new Map(rows.map(({ memberId, revision }) => [memberId, revision]));
  return members.map((member) => ({ ...member, revision: revisions.get(member.id) ?? 0 }));
}
