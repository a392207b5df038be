import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { installPeers } from './bench/install-peers.ts';
import { measureChangedTag, measureHeads } from './bench/sync/changed-tag.ts';
import { fillMember } from './bench/sync/fill-member.ts';
import { firstSyncSeconds } from './bench/sync/first-sync.ts';
import { POUCH_ADAPTERS, replicateSeconds, startPouch } from './bench/sync/pouch.ts';
import { sampleRecords } from './bench/sync/sample-records.ts';
import { measureGrowth, measureService, median } from './bench/sync/service-figures.ts';
import { openStand, type Stand } from './bench/sync/stand.ts';
import { measureStreams } from './bench/sync/streams.ts';
import { buildExtension } from './build-extension.ts';
import { reportFailure } from './complaint.ts';
import { findOrInstallBrowser } from './install-browser.ts';
import { type ChromiumProfile, launchChromium } from './launch-chromium.ts';

const USAGE = `npm run bench:sync -- [options]
  --json FILE   also write the figures as one flat object
  --help        this text

Measures sync: the account service on a real Postgres that waits for the disk, the load and whatever else runs on this machine share its processors.
PouchDB replicates the same records from express-pouchdb to the same Chromium in the same run.`;

const RECORDS = 10_000;
const FIRST_SYNCS = 3;
const STREAMS = 2_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  await installPeers('peers', console.log);
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  await using stand = await openStand();
  const figures = [
    ...(await firstSync(stand)),
    ...(await service(stand)),
    ...(await streams(stand)),
    ...(await changedTag(stand)),
    ...(await growth(stand)),
  ];
  for (const { text, value, unit, aim } of figures) {
    console.log(`${text.padEnd(66)} ${shown(value).padStart(9)} ${unit.padEnd(6)} ${aim}`);
  }
  if (values.json !== undefined) {
    const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

interface Figure {
  key: string;
  text: string;
  value: number;
  unit: string;
  /** What it is to be, in words. */
  aim: string;
}

/** Ours and the peer's in turn, so that what else the machine does meets both. */
async function firstSync(stand: Stand): Promise<Figure[]> {
  const [member] = await stand.seat(1);
  if (!member) throw new Error('nobody took a seat');
  const of = { seed: 7, at: Date.UTC(2026, 10, 1) };
  await fillMember(stand, member, RECORDS, of.seed);
  await using pouch = await startPouch(sampleRecords(RECORDS, of));
  const ours: number[] = [];
  const theirs = POUCH_ADAPTERS.map((adapter) => ({ adapter, seconds: [] as number[] }));
  for (let round = 0; round < FIRST_SYNCS; round += 1) {
    await using profile = await freshProfile(stand);
    ours.push(await firstSyncSeconds(stand, profile, member, RECORDS));
    for (const { adapter, seconds } of theirs) {
      await using beside = await freshProfile(stand);
      seconds.push(await replicateSeconds(beside, pouch, adapter, RECORDS));
    }
  }
  const own = median(ours);
  const peers = theirs.map(({ adapter, seconds }) => ({ adapter, seconds: median(seconds) }));
  const best = Math.min(...peers.map(({ seconds }) => seconds));
  return [
    figure('first_sync_s', `first sync of ${RECORDS} records to an empty Chromium`, own, 's', '<= 3'),
    ...peers.map(({ adapter, seconds }) =>
      figure(`pouchdb_${adapter}_s`, `the same records by PouchDB (${adapter})`, seconds, 's', ''),
    ),
    figure('first_sync_vs_pouchdb', 'the faster PouchDB / ours', best / own, 'x', '>= 3'),
  ];
}

/** A Chromium with the production build, which nobody has used. */
async function freshProfile(stand: Stand): Promise<ChromiumProfile> {
  const { folder } = await buildExtension({
    target: 'chrome',
    serviceUrl: stand.service.origin,
    outFolder: '.output/bench',
  });
  const { path } = await findOrInstallBrowser(['chromium'], console.log);
  return await launchChromium({ path, extension: folder });
}

async function service(stand: Stand): Promise<Figure[]> {
  const { pull, pullAtRate, push, pushAtRate, pushOfTaggings, hot } = await measureService(stand);
  return [
    figure('push50_per_s', 'pushes of 50 records of a library (43 KB)', push.perSecond, '/s', '>= 700'),
    figure('push50_p99_at_300_ms', '  p99 at 300/s', pushAtRate.p99, 'ms', '<= 60'),
    figure('push50_taggings_per_s', 'pushes of 50 taggings (14 KB)', pushOfTaggings.perSecond, '/s', ''),
    figure('empty_pull_per_s', 'pulls with nothing new', pull.perSecond, '/s', '>= 6000'),
    figure('empty_pull_p99_at_3000_ms', '  p99 at 3,000/s', pullAtRate.p99, 'ms', '<= 10'),
    figure('hot_member_pushes_per_s', "one member's pushes of one record", hot.perSecond, '/s', '>= 500'),
  ];
}

async function streams(stand: Stand): Promise<Figure[]> {
  const { megabytes, reachMs } = await measureStreams(stand, STREAMS);
  return [
    figure('streams_mb', `memory of ${STREAMS} open event streams`, megabytes, 'MB', '<= 200'),
    figure('streams_reach_ms', '  a change reaches the last of them within', reachMs, 'ms', '<= 1000'),
  ];
}

async function changedTag(stand: Stand): Promise<Figure[]> {
  const [member] = await stand.seat(1);
  if (!member) throw new Error('nobody took a seat');
  const { up, down, requests, elsewhere } = await measureChangedTag(stand, member);
  await using profile = await freshProfile(stand);
  const heads = await measureHeads(stand, profile, member);
  return [
    figure('tag_bytes_up', 'bodies of one changed tag, up', up, 'bytes', '<= 600'),
    figure('tag_bytes_down', `  down, in ${requests} requests`, down, 'bytes', '<= 400'),
    figure('tag_bytes_elsewhere', '  what another device receives for it', elsewhere, 'bytes', ''),
    figure('tag_heads_up', '  heads of its requests in Chromium, up', heads.requests.up, 'bytes', ''),
    figure('tag_heads_down', '  heads of the answers, down', heads.requests.down, 'bytes', ''),
    figure('tag_preflights', '  preflights', heads.preflights.requests, '', ''),
    figure(
      'tag_preflight_bytes',
      '  heads of preflights, up and down',
      heads.preflights.up + heads.preflights.down,
      'bytes',
      '',
    ),
  ];
}

async function growth(stand: Stand): Promise<Figure[]> {
  const { push, pull } = await measureGrowth(stand);
  return [
    figure('growth_push', 'pushes a second at 100,000 records / at 1,000', push, 'x', '0.8-1.2'),
    figure('growth_pull', 'empty pulls a second at 100,000 records / at 1,000', pull, 'x', '0.8-1.2'),
  ];
}

function figure(key: string, text: string, value: number, unit: string, aim: string): Figure {
  return { key, text, value, unit, aim };
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}

await main().catch(reportFailure);
