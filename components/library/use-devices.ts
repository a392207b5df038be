import { useEffect, useState } from 'preact/hooks';
import type { DevicesResponse } from '../../protocol/account.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import { askDevices, type KnownDevices, knownDevices } from '../../utils/sync/devices.ts';

interface Devices {
  /** Null until something is known. */
  devices: DevicesResponse['devices'] | null;
  /** When it was told, milliseconds since 1970. */
  asOf: number | null;
  /** Whether the service told it just now; null while it is being asked. */
  isFresh: boolean | null;
}

const NOTHING: Devices = { devices: null, asOf: null, isFresh: null };

/** The member's devices as the service tells them, first as it told them last; asked again after each sync. */
export function useDevices(account: string, state: SyncState | null): Devices {
  const [devices, setDevices] = useState(NOTHING);
  useEffect(() => {
    let isWanted = true;
    const show = (known: KnownDevices | null, isFresh: boolean | null) =>
      isWanted && setDevices((before) => (known ? { ...known, isFresh } : { ...before, isFresh }));
    const read = async () => {
      show(await knownDevices(account), null);
      const told = await askDevices(account);
      show(told, told !== null);
    };
    read().catch(() => show(null, false));
    return () => {
      isWanted = false;
    };
  }, [account, state?.lastSyncedAt, state?.reason, state?.status === 'offline']);
  return devices;
}
