import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSoak } from '../tests/end-to-end/soak/run-soak.ts';
import { PROJECT_FOLDER } from './build-extension.ts';
import { Complaint, reportFailure } from './complaint.ts';

const USAGE = `npm run soak -- [options]
  --seconds N   how long edits and kills go on (default 600)
  --seed N      what is done, and in which order (default: drawn anew)
  --help        this text`;

async function soak(order: { seed: number; seconds: number }): Promise<void> {
  const folder = join(PROJECT_FOLDER, '.output', 'soak', `seed-${order.seed}`);
  console.log(`seed ${order.seed}, ${order.seconds} s; the log is in ${folder}`);
  const { problems, counts, settledAfter } = await runSoak({ ...order, folder });
  for (const [name, count] of [...counts].sort()) console.log(`  ${name}: ${count}`);
  console.log(`  all the same after ${settledAfter.toFixed(1)} s`);
  for (const problem of problems) console.log(`  PROBLEM: ${problem}`);
  if (problems.length > 0) {
    console.log(`again: npm run soak -- --seed ${order.seed} --seconds ${order.seconds}`);
    process.exitCode = 1;
  }
  console.log(`${counts.get('writes said to be stored') ?? 0} writes kept, ${problems.length} problems`);
}

function readOrder(words: string[]): { seed: number; seconds: number } | null {
  const { values } = parse(words);
  if (values.help) {
    console.log(USAGE);
    return null;
  }
  return {
    seed: values.seed === undefined ? randomInt(1, 1e6) : readCount('--seed', values.seed),
    seconds: readCount('--seconds', values.seconds ?? '600'),
  };
}

function parse(words: string[]) {
  try {
    return parseArgs({
      args: words,
      options: {
        seconds: { type: 'string' },
        seed: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message.split('. ')[0] : String(cause);
    throw new Complaint(`${why}. "npm run soak -- --help" lists the options.`, { cause });
  }
}

function readCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw new Complaint(`${option} ${text}: give a whole number from 1.`);
}

try {
  const order = readOrder(process.argv.slice(2));
  if (order) await soak(order);
} catch (error) {
  reportFailure(error);
}
