import { isSameRecord } from '../../protocol/merge.ts';
import type { SyncRecord } from '../../protocol/records.ts';
import type { Device, Household } from './device.ts';

/** At rest: whether all devices of a household, and one that syncs for the first time, hold the same, and all that was written. */
export async function compareCopies(
  home: Household,
  [fresh, ...devices]: [Device, ...Device[]],
): Promise<string[]> {
  await fresh.sync();
  const { problem } = await fresh.standing();
  const first = await fresh.records();
  const others = await Promise.all(devices.map((device) => device.records()));
  return [
    ...(problem === null ? [] : [`the first sync of a new device met ${problem}`]),
    ...(await textProblems(home, fresh, devices)),
    ...(await Promise.all(devices.map(restProblems))).flat(),
    ...others.flatMap((copy) => differences(first, copy)),
    ...home.ledger.violations(first),
  ];
}

/** Every text that a record names can be fetched, or lies refused on a device. */
async function textProblems(home: Household, fresh: Device, devices: Device[]): Promise<string[]> {
  const problems: string[] = [];
  for (const hash of new Set(await home.service.namedBlobs(home.member))) {
    if (await fresh.canFetch(hash)) continue;
    const refused = await Promise.all(devices.map((device) => device.refuses(hash)));
    if (!refused.includes(true)) problems.push(`${hash} is named, and nowhere to be had`);
  }
  return problems;
}

async function restProblems(device: Device): Promise<string[]> {
  const setAside = await device.setAside();
  const isNamed = setAside.includes('broken by us: bad-shape');
  return [
    ...(device.hasBroken && !isNamed ? [`${device.name}: its broken record was not set aside`] : []),
    // A record the service refused is counted on one side alone.
    ...(!device.hasBroken && (await device.compare()) === false
      ? [`${device.name}: the digests differ`]
      : []),
  ];
}

function differences(a: Map<string, SyncRecord>, b: Map<string, SyncRecord>): string[] {
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].flatMap((key) => {
    const [left, right] = [a.get(key), b.get(key)];
    return left && right && isSameRecord(left, right) ? [] : [`${key} differs between devices`];
  });
}
