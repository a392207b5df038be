import { CONDITIONS } from './conditions.ts';
import { patchModules } from './patches.ts';
import { PLANTS } from './plants/plants.ts';

export interface Run {
  from: number;
  seeds: number;
  /** The name of a planted mistake. */
  plant: string | null;
}

/**
 * Plays seeds one after the other and tells of each how it went: a list of what broke, empty where nothing did. Call it once a thread, before
 * any module of the product is loaded.
 */
export async function runSeeds(run: Run, tell: (seed: number, problems: string[]) => void): Promise<void> {
  const planted = PLANTS.find(({ name }) => name === run.plant)?.changes ?? [];
  patchModules([...CONDITIONS, ...planted]);
  const { controlMachine } = await import('./machine.ts');
  controlMachine();
  await import('./disk.ts');
  const { SimulatedService } = await import('./service.ts');
  const { simulate } = await import('./simulate.ts');
  const service = await SimulatedService.start();
  for (let seed = run.from; seed < run.from + run.seeds; seed += 1) {
    tell(seed, await simulate(seed, service).catch((error: unknown) => [describe(error)]));
  }
  await service.stop();
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
