import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { PLANTS } from '../tests/simulation/plants/plants.ts';
import { playSeeds, type Run } from '../tests/simulation/play-seeds.ts';
import { Complaint, reportFailure } from './complaint.ts';

const USAGE = `npm run simulate -- [options]
  --seeds N        how many histories to play (default 1000)
  --from N         the first seed (default 1)
  --jobs N         how many processes play at once (default: one a core)
  --plant NAME     plant a mistake, to see whether it is noticed; "list" prints the names, "all" measures each in turn
  --help           this text`;

/** Failures of a plant after which its share is known well enough, and histories below which it is not. */
const FAILURES_ENOUGH = 5;
const SEEDS_ENOUGH = 24;

async function simulate(run: Run): Promise<void> {
  let failed = 0;
  await playSeeds(run, (seed, problems) => {
    if (problems.length === 0) return false;
    failed += 1;
    const plant = run.plant === null ? '' : ` --plant ${run.plant}`;
    console.log(`seed ${seed} failed; again: npm run simulate -- --from ${seed} --seeds 1${plant}`);
    for (const problem of problems) console.log(`  ${problem}`);
    return false;
  });
  console.log(`${run.seeds} seeds, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

/** The table of the simulation's README: how often each planted mistake shows. Fails where one never does. */
async function measurePlants(run: Run): Promise<void> {
  console.log('| Name | Mistake | Failing | First seed |\n|---|---|---|---|');
  let missed = 0;
  for (const { name, about } of PLANTS) {
    const failing: number[] = [];
    let played = 0;
    await playSeeds({ ...run, plant: name }, (seed, problems) => {
      played += 1;
      if (problems.length > 0) failing.push(seed);
      return failing.length >= FAILURES_ENOUGH && played >= SEEDS_ENOUGH;
    });
    const share = `${Number(((failing.length / played) * 100).toPrecision(2))} %`;
    console.log(
      `| \`${name}\` | ${about} | ${failing.length} of ${played} (${share}) | ${failing[0] ?? 'none'} |`,
    );
    if (failing.length === 0) missed += 1;
  }
  console.log(`${PLANTS.length} planted mistakes, ${missed} not noticed`);
  if (missed > 0) process.exitCode = 1;
}

function readRun(words: string[]): Run | null {
  const { values } = parse(words);
  if (values.help) console.log(USAGE);
  if (values.plant === 'list') for (const { name, about } of PLANTS) console.log(`${name}: ${about}`);
  if (values.help || values.plant === 'list') return null;
  const plant = values.plant ?? null;
  if (plant !== null && plant !== 'all' && !PLANTS.some(({ name }) => name === plant)) {
    throw new Complaint(`--plant ${plant}: there is none of that name; "--plant list" prints them.`);
  }
  return {
    from: readCount('--from', values.from ?? '1'),
    seeds: readCount('--seeds', values.seeds ?? (plant === 'all' ? '5000' : '1000')),
    jobs: readCount('--jobs', values.jobs ?? String(availableParallelism())),
    plant,
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        seeds: { type: 'string' },
        from: { type: 'string' },
        jobs: { type: 'string' },
        plant: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new Complaint(`${why}. "npm run simulate -- --help" lists the options.`, { cause });
  }
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Complaint(`${option} ${text}: give a whole number from 1.`);
}

try {
  const run = readRun(process.argv.slice(2));
  if (run?.plant === 'all') await measurePlants(run);
  else if (run) await simulate(run);
} catch (error) {
  reportFailure(error);
}
