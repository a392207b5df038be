import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { batched } from '../../service/db/batched.ts';
import { createTurns } from '../../service/in-turn.ts';

it('answers questions that come together by one statement, each with its own answer', async () => {
  const asked: string[][] = [];
  const find = batched(async (keys) => {
    asked.push(keys);
    return new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `${key}!`]));
  });
  const answers = await Promise.all(['a', 'b', 'nobody', 'a'].map(find));
  expect(answers).toEqual(['a!', 'b!', undefined, 'a!']);
  expect(asked).toEqual([['a', 'b', 'nobody']]);
});

it('gathers what comes while others are on their way, and never gives an answer read before it was asked', async () => {
  let state = 0;
  const asked: number[] = [];
  const find = batched(async (keys) => {
    const read = state;
    asked.push(keys.length);
    await sleep(20);
    return new Map(keys.map((key) => [key, read]));
  });
  const first = find('a');
  await sleep(1);
  const second = find('b');
  await sleep(1);
  state = 1;
  const third = [find('c'), find('d'), find('e')];
  expect(await first).toBe(0);
  expect(await second).toBe(0);
  expect(await Promise.all(third)).toEqual([1, 1, 1]);
  expect(asked).toEqual([1, 1, 3]);
});

it('tells everybody of a batch that it failed, and goes on with the next', async () => {
  let fails = true;
  const find = batched(async (keys) => {
    if (fails) throw new Error('the database is away');
    return new Map(keys.map((key) => [key, key]));
  });
  const settled = await Promise.allSettled([find('a'), find('b')]);
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  fails = false;
  expect(await find('a')).toBe('a');
});

it('runs what has one key one after the other, and other keys meanwhile', async () => {
  const inTurn = createTurns();
  const events: string[] = [];
  const work =
    (name: string, fails = false) =>
    async () => {
      events.push(`${name} begins`);
      await sleep(5);
      events.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
  const running = [
    inTurn('one', work('first', true)),
    inTurn('one', work('second')),
    inTurn('other', work('beside')),
  ];
  expect((await Promise.allSettled(running)).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(events.filter((event) => !event.startsWith('beside'))).toEqual([
    'first begins',
    'first ends',
    'second begins',
    'second ends',
  ]);
  expect(events.indexOf('beside begins')).toBeLessThan(events.indexOf('first ends'));
});

it('lets 64 wait under one key, refuses those beyond, and takes others again once some had their turn', async () => {
  const inTurn = createTurns();
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const running = Array.from({ length: 100 }, (_, index) =>
    inTurn('one', () => gate.then(() => index)).catch((error: unknown) => error),
  );
  expect(await inTurn('other', async () => 'beside')).toBe('beside');
  open();
  const outcomes = await Promise.all(running);
  expect(outcomes.slice(0, 65)).toEqual(Array.from({ length: 65 }, (_, index) => index));
  for (const outcome of outcomes.slice(65))
    expect(outcome).toMatchObject({ code: 'unavailable', details: { retryAfter: 1 } });
  expect(await inTurn('one', async () => 'again')).toBe('again');
});
