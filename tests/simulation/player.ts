import * as z from 'zod/mini';
import { openSimulation } from './run-seeds.ts';

/** A process that plays the seeds it is sent, for `play-seeds.ts`. Its argument names the planted mistake. */

const rangeSchema = z.object({ from: z.number(), to: z.number() });

const playSeed = await openSimulation(process.argv[2] ?? null);

process.on('message', async (message) => {
  const { from, to } = rangeSchema.parse(message);
  for (let seed = from; seed < to; seed += 1) process.send?.({ seed, problems: await playSeed(seed) });
  process.send?.('idle');
});
// Whoever asked is gone, or has heard enough.
process.on('disconnect', () => process.exit());
process.send?.('idle');
