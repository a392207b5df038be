import { afterEach, expect, it } from 'vitest';
import { Client, got, newMember } from './client.ts';
import { DATABASES, testConfig } from './databases.ts';
import { recordAt } from './records.ts';
import { endSpawned, environmentOf, spawnService } from './service-process.ts';

const [, onPostgres] = DATABASES;
const DEVICES = 8;
const RECORDS = 40;
const now = Date.now();

afterEach(endSpawned);

/** A rolling update: one of two instances before one Postgres goes, and the devices that spoke to it turn to the other. */
it('an instance that is told to end while devices push answers whatever it stored, and the other one takes the rest', async () => {
  const config = await testConfig(onPostgres);
  const [leaving, staying] = [
    await spawnService(environmentOf(config)),
    await spawnService(environmentOf(config)),
  ];
  const member = await newMember(leaving.address ?? '');
  const epoch = await member.epoch();
  const underWay = Promise.withResolvers<void>();
  let count = 0;
  const onAnswer = () => {
    count += 1;
    if (count === 3 * DEVICES) underWay.resolve();
  };
  const loads = Array.from({ length: DEVICES }, (_, device) =>
    pushUntilRefused(new Client(leaving.address ?? '', member.token), epoch, `device${device}`, onAnswer),
  );
  await underWay.promise;
  expect(await leaving.end('SIGTERM')).toBe(0);
  const outcomes = await Promise.all(loads);
  const answered = outcomes.flatMap((outcome) => outcome.answered);

  const other = new Client(staying.address ?? '', member.token);
  const stored = await batchesOf(other);
  for (const batch of answered) expect(stored.get(batch), batch).toBe(RECORDS);
  // A push that was never answered was never stored either, not even in part.
  for (const { refused } of outcomes) expect(stored.get(refused) ?? 0, refused).toBe(0);
  for (const { refused } of outcomes) got(await other.push(epoch, batch(refused)));
  expect([...(await batchesOf(other)).values()].every((count) => count === RECORDS)).toBe(true);
});

/** Pushes batch after batch; gives those that were answered, and the one that was not. */
async function pushUntilRefused(
  client: Client,
  epoch: string,
  device: string,
  onAnswer: () => void,
): Promise<{ answered: string[]; refused: string }> {
  const answered: string[] = [];
  for (let round = 0; ; round += 1) {
    const name = `${device}-${round}`;
    const answer = await client.push(epoch, batch(name)).catch(() => null);
    if (answer === null) return { answered, refused: name };
    expect(got(answer).results).toEqual(Array(RECORDS).fill('stored'));
    answered.push(name);
    onAnswer();
  }
}

function batch(name: string) {
  return Array.from({ length: RECORDS }, (_, index) => recordAt(now, { id: `${name}.${index}`, name }));
}

/** How many records of each batch the service holds. */
async function batchesOf(client: Client): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const record of (await client.pullAll()).records) {
    const id = record !== null && typeof record === 'object' && 'id' in record ? String(record.id) : '';
    const name = id.split('.')[0] ?? '';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}
