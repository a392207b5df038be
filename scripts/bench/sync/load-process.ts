import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type LoadResult, runLoad } from './http-load.ts';
import { prepareShots, type ShotPlan } from './shots.ts';

export interface LoadPlan extends ShotPlan {
  port: number;
  connections: number;
  seconds: number;
  rate: number | null;
}

/** Makes the load in a process of its own, as readers' devices are not the service's. */
export async function loadFromOutside(plan: LoadPlan): Promise<LoadResult> {
  const child = fork(fileURLToPath(import.meta.url), { execArgv: ['--max-old-space-size=8192'] });
  child.send(plan);
  const [result]: [LoadResult] = await Promise.race([
    once(child, 'message') as Promise<[LoadResult]>,
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the load ended with ${code}`))),
  ]);
  child.disconnect();
  if (result.failures > 0) throw new Error(`${result.failures} of ${result.requests} answers were wrong`);
  return result;
}

if (process.send && process.argv[1] === fileURLToPath(import.meta.url)) {
  process.once('message', async (plan: LoadPlan) => {
    const next = prepareShots(plan);
    process.send?.(await runLoad({ ...plan, next }));
  });
}
