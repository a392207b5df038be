import { isSameRecord } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import { Device } from './device.ts';
import { Ledger } from './ledger.ts';
import { randomFrom } from './random.ts';

const STEPS = 45;

export interface SimulatedService {
  address: string;
  token: string;
  /** Gives what brings the service back to what it holds now. */
  backUp(): Promise<() => Promise<void>>;
}

/**
 * Plays the history a seed determines on three devices and one service, and tells what broke: records that differ at the end, writes that
 * were lost, values that came back. Every record is one of a few, so that devices meet.
 */
export async function simulate(seed: number, service: SimulatedService): Promise<string[]> {
  const random = randomFrom(seed);
  const ledger = new Ledger();
  const names = [0, 1, 2].map((index) => `seed${seed}-device${index}`);
  const [a, b, c] = await Promise.all(
    names.map((name, index) => Device.start(name, randomFrom(seed * 31 + index), service)),
  );
  if (!a || !b || !c) throw new Error('three devices were started');
  const devices: [Device, Device, Device] = [a, b, c];

  // A restore has everything sent again, and so mends in passing what other mistakes have lost: not in every history.
  const restores = seed % 3 === 0;
  let edits = 0;
  let restore = await service.backUp();
  for (let step = 0; step < STEPS; step += 1) {
    const device = random.pick(devices);
    device.faults = random.pick([0, 0, 0.1, 0.3]);
    const edit = () => {
      const value = `${seed}.${edits++}`;
      if (random.chance(0.4)) return device.writeNote(ledger, 'article', `a${random.below(2)}`, value);
      return device.setField(ledger, 'tag', `t${random.below(3)}`, random.pick(['name', 'colour']), value);
    };
    const act = random.below(10);
    if (act < 4) await edit();
    else if (act < 6) await device.sync();
    else if (act < 8) {
      device.meanwhile = edit;
      await Promise.all([device.sync(), edit(), device.sync()]);
    } else if (act === 8) device.jumpClock();
    else if (!restores || random.chance(0.6)) await device.restart();
    else if (random.chance(0.5)) restore = await service.backUp();
    else await restore();
  }
  return settle(devices, ledger);
}

async function settle(devices: [Device, Device, Device], ledger: Ledger): Promise<string[]> {
  for (const device of devices) {
    device.faults = 0;
    device.meanwhile = null;
  }
  for (const device of [...devices, ...devices]) {
    if (!(await device.sync())) return ['a sync without faults did not come through'];
  }
  const waiting = await Promise.all(devices.map((device) => device.waiting()));
  const copies = await Promise.all(devices.map((device) => device.records()));
  const [first = new Map<string, SyncRecord>(), ...others] = copies;
  return [
    ...(waiting.some((count) => count > 0) ? ['something still waits to be sent'] : []),
    ...others.flatMap((copy) => differences(first, copy)),
    ...ledger.violations(first),
  ];
}

function differences(a: Map<string, SyncRecord>, b: Map<string, SyncRecord>): string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].flatMap((key) => {
    const [left, right] = [a.get(key), b.get(key)];
    return left && right && isSameRecord(left, right) ? [] : [`${key} differs between devices`];
  });
}
