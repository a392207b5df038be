import { setTimeout as wait } from 'node:timers/promises';
import type { Postgres } from '../../service/start-postgres.ts';
import type { Random } from '../../simulation/random.ts';
import type { Stage } from '../harness/stage.ts';
import type { SoakDevice } from './device.ts';
import type { SoakLog } from './log.ts';

export interface Scene {
  stage: Stage;
  postgres: Postgres;
  devices: SoakDevice[];
  random: Random;
  log: SoakLog;
}

const KINDS = [
  'worker',
  'worker',
  'network',
  'network',
  'browser',
  'service',
  'service',
  'postgres',
] as const;

/** Breaks one thing after the other until the time is over, and puts each right again. */
export async function disturb(scene: Scene, until: number): Promise<void> {
  const { random, log } = scene;
  const mending: Promise<void>[] = [];
  while (Date.now() < until) {
    await wait(500 + random.below(2_500));
    const kind = random.pick(KINDS);
    const device = scene.devices[random.below(scene.devices.length)];
    if (!device?.isUp) continue;
    log.count(`${kind} ${kind === 'network' ? 'cut' : 'killed'}`);
    const mended = breakAndMend(scene, kind, device).catch((error: unknown) => {
      log.note(`${kind} of ${device.name}: ${String(error)}`);
      // What did not come up again is a defect, a worker that could not be reached while its browser went down is none.
      if (kind !== 'worker' && kind !== 'network')
        log.problem(`the ${kind} did not start again: ${String(error)}`);
    });
    // A network stays away while other things go on; all else is put right before the next.
    if (kind === 'network') mending.push(mended);
    else await mended;
  }
  await Promise.all(mending);
}

async function breakAndMend(
  { stage, postgres, random, log }: Scene,
  kind: (typeof KINDS)[number],
  device: SoakDevice,
): Promise<void> {
  const pause = 200 + random.below(2_000);
  log.note(`${kind} of ${device.name}, for ${pause} ms`);
  switch (kind) {
    case 'worker':
      await device.killWorker();
      return;
    case 'network':
      await device.cutNetwork(pause * 3);
      return;
    case 'browser':
      await device.kill();
      await wait(pause);
      await device.start();
      return;
    case 'service':
      await stage.killService();
      await wait(pause);
      await stage.startService();
      return;
    case 'postgres':
      await postgres.kill();
      await wait(pause);
      await postgres.start();
      return;
    default:
      kind satisfies never;
  }
}
