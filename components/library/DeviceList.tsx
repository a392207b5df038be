import { syncSectionTexts } from '../../locales/sync-sections.ts';
import type { DevicesResponse } from '../../protocol/account.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import type { SyncState } from '../../utils/messages/contract.ts';
import styles from './DeviceList.module.css';
import view from './SyncView.module.css';
import { momentName } from './times.ts';
import { useDevices } from './use-devices.ts';

/** 设备: each device that is signed in, and when it last synced; without a network, what was known last. */
export function DeviceList({ library, state }: { library: Library; state: SyncState | null }) {
  const texts = textsOf(syncSectionTexts);
  const known = useDevices(library.account, state);
  return (
    <section>
      <h2 class={view.section}>{texts.devices}</h2>
      <p class={view.words} role="status">
        {introduction(known)}
      </p>
      {known.devices && (
        <ul class={styles.list}>
          {known.devices.map((device) => (
            <Device key={device.id} device={device} lastSyncedAt={lastSyncOf(device, state)} />
          ))}
        </ul>
      )}
    </section>
  );
}

type KnownDevice = DevicesResponse['devices'][number];

function Device({ device, lastSyncedAt }: { device: KnownDevice; lastSyncedAt: number | null }) {
  const texts = textsOf(syncSectionTexts);
  const when = (time: number) => momentName(time, language.value);
  return (
    <li class={styles.device}>
      <span class={styles.name}>
        {device.name ?? texts.deviceUnnamed}
        {device.isThis && <span class={styles.this}>{texts.deviceThis}</span>}
      </span>
      <span class={styles.when}>
        {lastSyncedAt === null ? texts.deviceNever : `${texts.deviceSynced} ${when(lastSyncedAt)}`}
      </span>
      <span class={styles.since}>{`${texts.deviceSignedIn} ${when(device.signedInAt)}`}</span>
    </li>
  );
}

/** This device knows its own better than the service, which notes it once a minute. */
function lastSyncOf(device: KnownDevice, state: SyncState | null): number | null {
  const own = device.isThis ? (state?.lastSyncedAt ?? null) : null;
  return own ?? device.lastSyncedAt;
}

function introduction({ devices, asOf, isFresh }: ReturnType<typeof useDevices>): string {
  const texts = textsOf(syncSectionTexts);
  if (devices === null) return isFresh === null ? texts.devicesLoading : texts.devicesUnknown;
  if (isFresh === false && asOf !== null) return texts.devicesAsOf(momentName(asOf, language.value));
  return texts.devicesBody;
}
