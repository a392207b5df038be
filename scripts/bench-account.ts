import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Client, newPhone } from '../tests/service/client.ts';
import { measureAvatar, median, quantile, timed } from './bench/account/avatar-figures.ts';
import { openStand, PASSWORD, type Stand } from './bench/account/stand.ts';
import { reportFailure } from './complaint.ts';

const USAGE = `npm run bench:account -- [options]
  --json FILE    also write the figures as one flat object
  --accounts N   accounts a path of what must not tell whether one exists (200)
  --help         this text

Measures accounts as in production: two instances of the service on a real Postgres that waits for the disk, on this machine together with what asks them.`;

interface Figure {
  key: string;
  text: string;
  value: number;
  unit: string;
  aim: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'string' },
      accounts: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  const figures: Figure[] = [...(await avatars())];
  await using stand = await openStand();
  figures.push(
    ...(await hashes(stand)),
    ...(await sessions(stand)),
    ...(await enumeration(stand, Number(values.accounts ?? 200))),
    ...(await crowd(stand)),
  );
  for (const { text, value, unit, aim } of figures) {
    console.log(`${text.padEnd(64)} ${value.toPrecision(3).padStart(8)} ${unit.padEnd(4)} ${aim}`);
  }
  if (values.json !== undefined) {
    const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

async function avatars(): Promise<Figure[]> {
  const { ms, moreMegabytes, bombMs } = await measureAvatar();
  return [
    {
      key: 'avatar_ms',
      text: 'A photo of 12 megapixels made a picture',
      value: ms,
      unit: 'ms',
      aim: '≤ 400',
    },
    {
      key: 'avatar_memory_mb',
      text: 'Memory beyond what was there',
      value: moreMegabytes,
      unit: 'MB',
      aim: '≤ 150',
    },
    { key: 'bomb_ms', text: 'A picture of 256 megapixels refused', value: bombMs, unit: 'ms', aim: '≤ 50' },
  ];
}

async function hashes({ passwords }: Stand): Promise<Figure[]> {
  const times: number[] = [];
  for (let round = 0; round < 15; round += 1) times.push(await timed(() => passwords.hash(PASSWORD)));
  return [{ key: 'hash_ms', text: 'A password’s hash', value: median(times), unit: 'ms', aim: '50–100' }];
}

const CHECKS = 4_000;

async function sessions(stand: Stand): Promise<Figure[]> {
  const [client] = await stand.seat([newPhone()]);
  const token = client?.token ?? '';
  for (let warm = 0; warm < 500; warm += 1) await stand.findSession(token);
  const times: number[] = [];
  const before = process.cpuUsage();
  for (let check = 0; check < CHECKS; check += 1) times.push(await timed(() => stand.findSession(token)));
  const { user, system } = process.cpuUsage(before);
  const ended = await endedAfter(stand);
  return [
    {
      key: 'session_check_ms',
      text: 'A session checked: time of the service',
      value: (user + system) / 1000 / CHECKS,
      unit: 'ms',
      aim: '≤ 0.3',
    },
    {
      key: 'session_check_wall_ms',
      text: 'A session checked, the database’s answer included: median',
      value: median(times),
      unit: 'ms',
      aim: '',
    },
    {
      key: 'ended_refused_ms',
      text: 'An ended session refused by the other instance: longest of 50',
      value: ended,
      unit: 'ms',
      aim: '≤ 1000',
    },
  ];
}

/** From the moment at which one instance answered that a session has ended until the other refuses it. */
async function endedAfter(stand: Stand): Promise<number> {
  let longest = 0;
  const clients = await stand.seat(Array.from({ length: 50 }, () => newPhone()));
  for (const client of clients) {
    const there = new Client(stand.addresses[1], client.token);
    await there.session();
    await client.signOut();
    longest = Math.max(
      longest,
      await timed(async () => {
        while ((await there.session()).error?.code !== 'unauthorized');
      }),
    );
  }
  return longest;
}

/** What is timed of a path: the one request that could tell. */
type Ask = () => Promise<unknown>;
/** What was done to prepare it, and what the service does after its answers, is over by then. */
const SETTLED_MS = 40;

/** Each path by which somebody could ask whether an account exists, for accounts that do and that do not, in turn. */
async function enumeration(stand: Stand, accounts: number): Promise<Figure[]> {
  const paths: { name: string; prepare: (client: Client, phone: string) => Promise<Ask> }[] = [
    { name: 'sign-in', prepare: async (client, phone) => () => client.signIn(phone, 'not the password') },
    {
      name: 'recovery code',
      async prepare(client, phone) {
        const json = { account: phone, proof: await client.solvedChallenge() };
        return () => client.do('/account/recovery/codes', json);
      },
    },
    {
      name: 'recovery',
      async prepare(client, phone) {
        await client.sendRecoveryCode(phone);
        return () => client.recover(phone, '000000', 'a new sentence of the bench');
      },
    },
    {
      name: 'SMS code',
      async prepare(client, phone) {
        const json = { phone, purpose: 'sign-in', proof: await client.solvedChallenge() };
        return () => client.do('/account/sms-codes', json);
      },
    },
    {
      name: 'SMS sign-in',
      async prepare(client, phone) {
        await client.sendCode(phone, 'sign-in');
        return () => client.signInBySms(phone, '000000');
      },
    },
  ];
  const figures: Figure[] = [];
  for (const { name, prepare } of paths) {
    const known = Array.from({ length: accounts }, () => newPhone());
    await stand.seat(known);
    const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
    for (const [index, phone] of known.entries()) {
      const asks = [
        () => measure(stand, prepare, phone, times.known),
        () => measure(stand, prepare, newPhone(), times.unknown),
      ];
      for (const one of index % 2 === 0 ? asks : asks.reverse()) await one();
    }
    const value = median(times.known) / median(times.unknown);
    figures.push({
      key: `enumeration_${name.replaceAll(/\W/g, '_').toLowerCase()}`,
      text: `Existing ÷ unknown account, medians of ${accounts}: ${name}`,
      value,
      unit: '',
      aim: '0.9–1.1',
    });
  }
  const furthest = figures.reduce((worst, next) =>
    distance(next.value) > distance(worst.value) ? next : worst,
  );
  return [...figures, { ...furthest, key: 'enumeration_ratio', text: 'The furthest of these from 1' }];
}

const distance = (ratio: number) => Math.abs(Math.log(ratio));

async function measure(
  stand: Stand,
  prepare: (client: Client, phone: string) => Promise<Ask>,
  phone: string,
  times: number[],
): Promise<void> {
  const ask = await prepare(new Client(stand.addresses[0]), phone);
  await sleep(SETTLED_MS);
  times.push(await timed(ask));
}

const CROWD = 100;

/** So many sign-ins at once, and other requests meanwhile. */
async function crowd(stand: Stand): Promise<Figure[]> {
  const phones = Array.from({ length: CROWD }, () => newPhone());
  const [other] = await stand.seat(phones);
  if (!other) throw new Error('nobody was seated');
  let isOver = false;
  const others: number[] = [];
  const asking = (async () => {
    while (!isOver) others.push(await timed(() => other.session()));
  })();
  const answers = await Promise.all(
    phones.map((phone) => new Client(stand.addresses[0]).signIn(phone, PASSWORD)),
  );
  isOver = true;
  await asking;
  const told = answers.filter(({ error }) => error === null || error.retryAfter !== undefined);
  return [
    {
      key: 'crowd_answered',
      text: `Of ${CROWD} sign-ins at once: answered, or told when to come back`,
      value: told.length,
      unit: '',
      aim: `${CROWD}`,
    },
    {
      key: 'others_p99_ms',
      text: 'Another request meanwhile, 99 of 100 within',
      value: quantile(others, 0.99),
      unit: 'ms',
      aim: '≤ 50',
    },
  ];
}

await main().catch(reportFailure);
