import { setTimeout as sleep } from 'node:timers/promises';
import { CONDITIONS } from './conditions.ts';
import { patchModules } from './patches.ts';
import { PLANTS } from './plants/plants.ts';

/** Plays one seed and tells what broke: an empty list where nothing did. */
export type PlaySeed = (seed: number) => Promise<string[]>;

/**
 * Makes this process one that plays histories, with the mistake of this name planted, or none. Once a process, before any module of the product
 * is loaded: from then on its time and chance are the simulation's.
 */
export async function openSimulation(plant: string | null): Promise<PlaySeed> {
  const planted = PLANTS.find(({ name }) => name === plant)?.changes ?? [];
  patchModules([...CONDITIONS, ...planted]);
  const { controlMachine } = await import('./machine.ts');
  controlMachine();
  await import('./disk.ts');
  const { SimulatedService } = await import('./service.ts');
  const { simulate } = await import('./simulate.ts');
  const { packTexts } = await import('./texts.ts');
  await packTexts(3);
  const service = await SimulatedService.start();
  return (seed) =>
    Promise.race([simulate(seed, service).catch((error: unknown) => [describe(error)]), overdue()]);
}

/** A mistake may have a history go round for ever. An honest one takes a tenth of a second, and some seconds on a busy machine. */
async function overdue(): Promise<string[]> {
  await sleep(60_000, undefined, { ref: false });
  return ['it did not end'];
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
