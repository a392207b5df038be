import { writeFile } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { gistOf } from '../utils/summary/gist.ts';
import { openPeers, type Peers } from './bench/summary/peers.ts';
import { SHORT_TEXTS, sampleText } from './bench/summary/sample-texts.ts';
import { reportFailure } from './complaint.ts';

const USAGE = `npm run bench:summary -- [options]
  --json FILE   also write the figures as one flat object
  --help        this text

Measures the summary and the terms that are made on the device: how long they take, and the longest stretch in which nothing else has its turn. Beside them,
in the same process, textrank (sentences, on the same sentences and features) and jieba (terms, by its dictionary).`;

const LONG = 200_000;
const USUAL = 5_000;
const RUNS = 30;

interface Figure {
  key: string;
  text: string;
  value: number;
  unit: string;
  /** What it is to be, in words. */
  aim: string;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const peers = await openPeers(console.log);
  console.log(`${availableParallelism()} processors, ${cpus()[0]?.model.trim()}; Node ${process.version}`);
  const figures = [...(await usual(peers)), ...(await long())];
  for (const { text, value, unit, aim } of figures)
    console.log(`${text.padEnd(66)} ${value.toFixed(1).padStart(9)} ${unit.padEnd(4)} ${aim}`);
  await show(peers);
  if (values.json !== undefined) {
    const flat = Object.fromEntries(figures.map(({ key, value }) => [key, value]));
    await writeFile(values.json, `${JSON.stringify(flat, null, 2)}\n`);
  }
}

/** Ours and the peers' in turn, so that what else the machine does meets all of them. */
async function usual(peers: Peers): Promise<Figure[]> {
  const first = await timeOf(() => gistOf(sampleText(USUAL, 1)));
  const runs: { ours: Time; textRank: Time; jieba: Time }[] = [];
  for (let run = 0; run < RUNS; run++) {
    const text = sampleText(USUAL, run + 2);
    const ours = await timeOf(() => gistOf(text));
    const textRank = await timeOf(async () => peers.textRank(text));
    runs.push({ ours, textRank, jieba: await timeOf(async () => peers.jieba(text)) });
  }
  const ours = runs.map((run) => run.ours);
  const of = `${USUAL.toLocaleString('en')} characters`;
  const figure = (key: string, text: string, value: number, aim = '') => ({
    key,
    text: `${of}, ${text}`,
    value,
    unit: 'ms',
    aim,
  });
  return [
    figure('first_ms', 'summary and terms, the first time', first.wall),
    figure('median_ms', 'summary and terms, median', share(ours.map(wall), 0.5), 'at most 150'),
    figure('p95_ms', 'summary and terms, p95', share(ours.map(wall), 0.95), 'at most 150'),
    figure('median_cpu_ms', 'the same in processor time, median', share(ours.map(cpu), 0.5)),
    figure(
      'textrank_cpu_ms',
      'textrank, summary alone',
      share(
        runs.map((run) => run.textRank.cpu),
        0.5,
      ),
    ),
    figure(
      'jieba_cpu_ms',
      'jieba, terms alone (native code)',
      share(
        runs.map((run) => run.jieba.cpu),
        0.5,
      ),
    ),
  ];
}

/** A stretch is measured in processor time: on a machine that does other things as well, waiting for them is no work of ours. */
async function long(): Promise<Figure[]> {
  const text = sampleText(LONG, 5);
  let working = true;
  let longest = 0;
  const watching = (async () => {
    for (let before = processorTime(); working; ) {
      await new Promise(setImmediate);
      const now = processorTime();
      longest = Math.max(longest, now - before);
      before = now;
    }
  })();
  const whole = await timeOf(() => gistOf(text));
  working = false;
  await watching;
  const of = `${LONG.toLocaleString('en')} characters`;
  return [
    {
      key: 'long_cpu_ms',
      text: `${of}, summary and terms, processor time`,
      value: whole.cpu,
      unit: 'ms',
      aim: '',
    },
    {
      key: 'longest_stretch_ms',
      text: `${of}, longest stretch`,
      value: longest,
      unit: 'ms',
      aim: 'at most 50',
    },
  ];
}

/** What they give for the same article: to be judged by eye. */
async function show(peers: Peers): Promise<void> {
  for (const text of SHORT_TEXTS) {
    const ours = await gistOf(text);
    console.log(`\n${text.title}`);
    console.log(`  ours      ${ours.terms.join(' · ')}\n            ${ours.summary}`);
    console.log(`  jieba     ${peers.jieba(text).join(' · ')}`);
    console.log(`  textrank  ${peers.textRank(text)}`);
  }
}

/** Milliseconds. */
interface Time {
  wall: number;
  cpu: number;
}
const wall = (time: Time) => time.wall;
const cpu = (time: Time) => time.cpu;

async function timeOf(work: () => Promise<unknown>): Promise<Time> {
  const [begun, spent] = [performance.now(), processorTime()];
  await work();
  return { wall: performance.now() - begun, cpu: processorTime() - spent };
}

/** Of this thread alone. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function share(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

main().catch(reportFailure);
