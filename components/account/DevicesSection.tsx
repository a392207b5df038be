import { useCallback, useEffect, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import type { DevicesResponse } from '../../protocol/account.ts';
import { endDevice, endOtherDevices, nameDevice, readDevices } from '../../utils/account/member-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ActNotice } from './ActNotice.tsx';
import { RenameForm } from './RenameForm.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './SecurityView.module.css';
import { type Act, useAct } from './use-act.ts';

type Device = DevicesResponse['devices'][number];

/** Where the member is signed in, and 踢出. */
export function DevicesSection() {
  const texts = textsOf(securityTexts);
  const [devices, setDevices] = useState<Device[] | null>(null);
  const act = useAct();
  const reload = useCallback(async () => setDevices((await readDevices()).devices), []);
  useEffect(() => void act.run(reload), [reload]);
  const others = devices?.filter(({ isThis }) => !isThis) ?? [];
  return (
    <SecuritySection title={texts.devices}>
      <table class={styles.table}>
        <thead>
          <tr>
            <th scope="col">{texts.devices}</th>
            <th scope="col">{texts.lastSeen}</th>
            <th scope="col">{texts.place}</th>
            <th scope="col">
              <span class="visually-hidden">{texts.action}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {devices?.map((device) => (
            <DeviceRow key={device.id} device={device} act={act} reload={reload} />
          ))}
        </tbody>
      </table>
      <div class={styles.line}>
        <p class={styles.small}>{texts.endBody}</p>
        {others.length > 0 && (
          <Button
            kind="danger"
            size="s"
            isBusy={act.isBusy}
            onClick={() =>
              void act.run(async () => {
                await endOtherDevices();
                await reload();
                return texts.endedOthers;
              })
            }
          >
            {texts.endOthers}
          </Button>
        )}
      </div>
      <ActNotice act={act} {...(devices === null && { onAgain: () => void act.run(reload) })} />
    </SecuritySection>
  );
}

function DeviceRow({ device, act, reload }: { device: Device; act: Act; reload: () => Promise<void> }) {
  const texts = textsOf(securityTexts);
  const [draft, setDraft] = useState<string | null>(null);
  const name = device.name ?? texts.unnamed;
  const rename = (typed: string) =>
    act.run(async () => {
      await nameDevice(device.id, typed);
      await reload();
      setDraft(null);
    });
  return (
    <tr>
      <td>
        {draft === null ? (
          <strong>{name}</strong>
        ) : (
          <RenameForm
            label={texts.deviceName}
            draft={draft}
            isBusy={act.isBusy}
            onDraft={setDraft}
            onRename={(typed) => void rename(typed)}
            onCancel={() => setDraft(null)}
          />
        )}
        {device.browser && device.browser !== device.name && <div class={styles.small}>{device.browser}</div>}
      </td>
      <td>{device.isThis ? <span class={styles.ok}>{texts.thisDevice}</span> : seenWords(device)}</td>
      <td>{placeWords(device.timeZone)}</td>
      <td class={styles.rowActions}>
        <Button
          size="s"
          kind="quiet"
          aria-label={draft === null ? texts.renameNamed(name) : undefined}
          aria-expanded={draft !== null}
          onClick={() => setDraft(draft === null ? name : null)}
        >
          {draft === null ? texts.rename : texts.cancel}
        </Button>
        {!device.isThis && (
          <Button
            size="s"
            aria-label={texts.endNamed(name)}
            isBusy={act.isBusy}
            onClick={() =>
              void act.run(async () => {
                await endDevice(device.id);
                await reload();
                return texts.ended(name);
              })
            }
          >
            {texts.end}
          </Button>
        )}
      </td>
    </tr>
  );
}

function seenWords({ lastSeenAt, signedInAt }: Device): string {
  const format = new Intl.DateTimeFormat(language.value, { dateStyle: 'medium', timeStyle: 'short' });
  return format.format(lastSeenAt ?? signedInAt);
}

/** 中国时间: all that is kept of where a device is. */
function placeWords(timeZone: string | null | undefined): string {
  if (!timeZone) return textsOf(securityTexts).placeUnknown;
  try {
    const format = new Intl.DateTimeFormat(language.value, { timeZone, timeZoneName: 'longGeneric' });
    return format.formatToParts().find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  } catch {
    return timeZone; // a zone that this browser does not know
  }
}
