import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { FolderInUseError, lockFolder } from '../../service/db/lock-folder.ts';

const TAKER = fileURLToPath(new URL('lock-taker.ts', import.meta.url));
const ROUNDS = 150;
let takers: ChildProcess[];

beforeAll(async () => {
  takers = Array.from({ length: 5 }, () => fork(TAKER, { execArgv: [] }));
  await Promise.all(takers.map((taker) => tell(taker, 'give it back')));
});
afterAll(() => {
  for (const taker of takers) taker.kill('SIGKILL');
});

it.each([
  ['of a process that is gone', JSON.stringify({ pid: 2 ** 22 + 1, started: '1' })],
  ['torn by a power cut', ''],
  ['of nobody', null],
])('is taken by one alone of several processes at once where the lock is %s', async (_, stale) => {
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = await mkdtemp(join(inject('scratchFolder'), 'lock-'));
    if (stale !== null) await writeFile(join(folder, 'service.lock'), stale);
    const at = Date.now() + 5;
    const answers = await Promise.all(takers.map((taker) => tell(taker, { folder, at })));
    expect(answers.toSorted()).toEqual([...Array(4).fill('FolderInUseError'), 'taken']);
    expect(await readdir(folder)).toEqual(['service.lock']);
    const winner = takers[answers.indexOf('taken')];
    expect(JSON.parse(await readFile(join(folder, 'service.lock'), 'utf8'))).toMatchObject({
      pid: winner?.pid,
    });
    await Promise.all(takers.map((taker) => tell(taker, 'give it back')));
    expect(await readdir(folder)).toEqual([]);
  }
});

it('is taken over from one that was killed while it took over itself', async () => {
  const folder = await mkdtemp(join(inject('scratchFolder'), 'lock-'));
  await writeFile(join(folder, 'service.lock'), '');
  const gone = JSON.stringify({ pid: 2 ** 22 + 1, started: '1' });
  const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb924';
  await writeFile(join(folder, `service.lock-after-${ofNothing}`), gone);
  const unlock = lockFolder(folder);
  expect(await readdir(folder)).toEqual(['service.lock']);
  expect(() => lockFolder(folder)).toThrow(FolderInUseError);
  unlock();
  expect(await readdir(folder)).toEqual([]);
});

it("is given back without another's lock, which lies there by now", async () => {
  const folder = await mkdtemp(join(inject('scratchFolder'), 'lock-'));
  const unlock = lockFolder(folder);
  await writeFile(join(folder, 'service.lock'), '{"pid":1}');
  unlock();
  expect(await readFile(join(folder, 'service.lock'), 'utf8')).toBe('{"pid":1}');
});

async function tell(
  taker: ChildProcess,
  order: { folder: string; at: number } | 'give it back',
): Promise<unknown> {
  const answer = once(taker, 'message');
  taker.send(order);
  return (await answer)[0];
}
