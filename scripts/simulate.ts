import { parseArgs } from 'node:util';
import { PLANTS } from '../tests/simulation/plants/plants.ts';
import { type Run, runSeeds } from '../tests/simulation/run-seeds.ts';
import { Complaint, reportFailure } from './complaint.ts';

const USAGE = `npm run simulate -- [options]
  --seeds N        how many histories to play (default 1000)
  --from N         the first seed (default 1)
  --plant NAME     plant a mistake, to see whether it is noticed; "list" prints the names
  --help           this text`;

async function simulate(run: Run): Promise<void> {
  let failed = 0;
  await runSeeds(run, (seed, problems) => {
    if (problems.length === 0) return;
    failed += 1;
    const plant = run.plant === null ? '' : ` --plant ${run.plant}`;
    console.log(`seed ${seed} failed; again: npm run simulate -- --from ${seed} --seeds 1${plant}`);
    for (const problem of problems) console.log(`  ${problem}`);
  });
  console.log(`${run.seeds} seeds, ${failed} failed`);
  if (failed > 0) process.exitCode = 1;
}

function readRun(words: string[]): Run | null {
  const { values } = parse(words);
  if (values.help) console.log(USAGE);
  if (values.plant === 'list') for (const { name, about } of PLANTS) console.log(`${name}: ${about}`);
  if (values.help || values.plant === 'list') return null;
  const plant = values.plant ?? null;
  if (plant !== null && !PLANTS.some(({ name }) => name === plant)) {
    throw new Complaint(`--plant ${plant}: there is none of that name; "--plant list" prints them.`);
  }
  return {
    from: readCount('--from', values.from ?? '1'),
    seeds: readCount('--seeds', values.seeds ?? '1000'),
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
  if (run) await simulate(run);
} catch (error) {
  reportFailure(error);
}
