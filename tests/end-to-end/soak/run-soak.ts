import { setTimeout as wait } from 'node:timers/promises';
import { registerMember, signInByPassword } from '../../../scripts/browser/account-page.ts';
import { switchSiteOn } from '../../../scripts/browser/settings-page.ts';
import { newMember } from '../../../scripts/tour/scene.ts';
import { articleIdOf } from '../../../utils/library/hash.ts';
import { Client, got } from '../../service/client.ts';
import { startPostgres } from '../../service/start-postgres.ts';
import { type Random, randomFrom } from '../../simulation/random.ts';
import { openStage } from '../harness/stage.ts';
import { SoakDevice } from './device.ts';
import { disturb } from './disturb.ts';
import type { SoakArticle } from './editing.ts';
import { SoakLedger } from './ledger.ts';
import { SoakLog } from './log.ts';
import { Refused } from './page-door.ts';
import { editInPage } from './page-edits.ts';
import { settle } from './settle.ts';
import { deleteOrRestore, noteInPopup, noteInReader, save } from './view-edits.ts';

export interface SoakOrder {
  seed: number;
  /** How long edits and kills go on. */
  seconds: number;
  /** Where the run's log goes. */
  folder: string;
}

export interface SoakReport {
  problems: string[];
  /** Figures by name. */
  counts: Map<string, number>;
  /** From the last edit until all held the same. */
  settledAfter: number;
}

const DEVICES = ['first', 'second', 'third'];
const ARTICLES = 8;

/**
 * Three real browsers of one member edit at random while browsers, workers, networks, the service and its Postgres are killed or cut; then
 * everything is put right, and what they hold is compared with each other, with the service and with what the product said was stored.
 */
export async function runSoak({ seed, seconds, folder }: SoakOrder): Promise<SoakReport> {
  const log = new SoakLog(folder);
  const random = randomFrom(seed);
  await using running = new AsyncDisposableStack();
  const postgres = await startPostgres({ isDurable: true });
  running.defer(() => postgres.stop());
  const stage = running.use(await openStage({ databaseUrl: `${postgres.url}/postgres` }));
  const member = newMember();
  const devices: SoakDevice[] = [];
  for (const name of DEVICES) {
    const device = running.use(await SoakDevice.open(name, stage.device, stage.pages.origin));
    const isFirst = devices.push(device) === 1;
    const page = isFirst
      ? await registerMember(device.profile, member, stage.origin)
      : await signInByPassword(device.profile, member);
    await page.close();
    if (isFirst) await switchSiteOn(device.profile, stage.pages.origin);
  }
  const client = new Client(stage.origin);
  client.token = got(await client.signIn(`+86${member.phone}`, member.password)).token;

  const ledger = new SoakLedger();
  const articles = await Promise.all(
    Array.from({ length: ARTICLES }, async (_, number): Promise<SoakArticle> => {
      const { address, title } = stage.pages.illustrated(number + 1);
      return { address, title, id: await articleIdOf(address) };
    }),
  );
  const until = Date.now() + seconds * 1000;
  log.note(`seed ${seed}, ${seconds} s`);
  const editing = devices.map((device, index) =>
    edit({ device, articles, ledger, log, random: randomFrom(seed * 1000 + index) }, until),
  );
  await Promise.all([...editing, disturb({ stage, postgres, devices, random, log }, until)]);
  log.note('the edits have ended');
  const settledAfter = await settle({ stage, devices, member, client, ledger, log });
  log.count('writes said to be stored', ledger.count);
  return { problems: log.problems, counts: log.counts, settledAfter };
}

interface Editor {
  device: SoakDevice;
  articles: SoakArticle[];
  ledger: SoakLedger;
  log: SoakLog;
  random: Random;
}

/** One reader at one device, who never waits long. */
async function edit({ device, articles, ledger, log, random }: Editor, until: number): Promise<void> {
  let words = 0;
  const nextToken = () => {
    words += 1;
    return `${device.name}-${words}；`;
  };
  const did = async (name: string, act: () => Promise<void>) => {
    log.note(`${device.name}: ${name}`);
    await act();
    log.count('edits');
    log.count(name);
  };
  while (Date.now() < until) {
    if (!device.isUp) {
      await wait(200);
      continue;
    }
    const article = articles[random.below(articles.length)];
    if (!article) continue;
    const { disturbances } = device;
    const kind = random.pick(EDITS);
    try {
      await inTime(kind({ profile: device.profile, ledger, random, article, nextToken, did }));
    } catch (error) {
      log.note(`${device.name}: ${String(error).slice(0, 300)}`);
      log.count(device.disturbances === disturbances ? 'edits that failed' : 'edits cut short');
      if (error instanceof Refused && error.code === 'internal')
        log.problem(`${device.name}: ${error.message}`);
      await wait(100);
    }
  }
}

/** Some questions to a browser that was killed are never answered. What was asked may happen yet, and counts as not answered. */
async function inTime(editing: Promise<void>): Promise<void> {
  const ending = new AbortController();
  const tooLate = wait(EDIT_LIMIT_MS, undefined, { signal: ending.signal }).then(() => {
    throw new Error('an edit did not come to an end');
  });
  tooLate.catch(() => undefined); // nobody waits for it once the edit has ended
  await Promise.race([editing, tooLate]).finally(() => ending.abort());
}

const EDIT_LIMIT_MS = 45_000;

const EDITS = [
  editInPage,
  editInPage,
  editInPage,
  editInPage,
  save,
  noteInReader,
  noteInReader,
  noteInPopup,
  deleteOrRestore,
] as const;
