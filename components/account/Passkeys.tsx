import { Trash2 } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import {
  addPasskey,
  canUsePasskeys,
  namePasskey,
  permitPasskeys,
  removePasskey,
} from '../../utils/account/passkey-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { ActNotice } from './ActNotice.tsx';
import { deviceName } from './device-name.ts';
import { RenameForm } from './RenameForm.tsx';
import styles from './SecurityView.module.css';
import type { SecurityProps } from './security-props.ts';
import { type Act, useAct } from './use-act.ts';
import { useFocusGoesOn } from './use-focus-goes-on.ts';
import { useMemberAct } from './use-member-act.tsx';

type Passkey = NonNullable<SecurityResponse['passkeys']>[number];

/** 通行密钥: added, named, removed. Where this browser can't use them, those there are can still be removed. */
export function Passkeys({ security, reload }: SecurityProps) {
  const texts = textsOf(passkeyTexts);
  const [canAdd, setCanAdd] = useState(false);
  const [asked, setAsked] = useState<Passkey | null>(null);
  const act = useAct();
  const member = useMemberAct();
  const passkeys = security.passkeys ?? [];
  const domain = security.passkeyDomain;
  useEffect(() => {
    let isWanted = true;
    canUsePasskeys(domain).then((can) => isWanted && setCanAdd(can));
    return () => {
      isWanted = false;
    };
  }, [domain]);
  const adding = useRef<HTMLButtonElement>(null);
  useFocusGoesOn(passkeys.length, () => adding.current);
  if (!canAdd && passkeys.length === 0) return null;
  const add = () =>
    act.run(async () => {
      await permitPasskeys();
      await member.run(() => addPasskey(deviceName()));
      await reload();
      return texts.added;
    });
  const remove = ({ id, name }: Passkey) =>
    act.run(async () => {
      setAsked(null);
      await member.run(() => removePasskey(id));
      await reload();
      return texts.removed(name);
    });
  return (
    <div class={styles.way}>
      <div class={styles.wayLine}>
        <span class={styles.wayName}>{texts.passkeys}</span>
        <span class={styles.wayValue}>
          {passkeys.length === 0 ? texts.none : texts.count(passkeys.length)}
        </span>
        {canAdd && (
          <Button
            ref={adding}
            size="s"
            aria-label={texts.addName}
            isBusy={act.isBusy}
            onClick={() => void add()}
          >
            {texts.add}
          </Button>
        )}
      </div>
      {passkeys.length > 0 && (
        <ul class={styles.keys}>
          {passkeys.map((passkey) => (
            <PasskeyRow
              key={passkey.id}
              passkey={passkey}
              act={act}
              reload={reload}
              onRemove={() => setAsked(passkey)}
            />
          ))}
        </ul>
      )}
      {canAdd && (
        <p class={styles.small}>
          {texts.why}
          {language.value === 'en' && ' '}
          {texts.permission}
        </p>
      )}
      {member.question}
      <ActNotice act={act} />
      {asked && (
        <Dialog
          title={texts.removeAsk(asked.name)}
          onClose={() => setAsked(null)}
          actions={
            <>
              <Button onClick={() => setAsked(null)}>{texts.removeStay}</Button>
              <Button kind="danger" icon={Trash2} onClick={() => void remove(asked)}>
                {texts.removeSure}
              </Button>
            </>
          }
        >
          {texts.removeWords}
        </Dialog>
      )}
    </div>
  );
}

interface PasskeyRowProps {
  passkey: Passkey;
  act: Act;
  reload: () => Promise<void>;
  onRemove: () => void;
}

function PasskeyRow({ passkey, act, reload, onRemove }: PasskeyRowProps) {
  const texts = textsOf(passkeyTexts);
  const [draft, setDraft] = useState<string | null>(null);
  const { id, name, since, usedAt, isSynced } = passkey;
  const day = (time: number) => new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(time);
  const rename = (typed: string) =>
    act.run(async () => {
      await namePasskey(id, typed);
      await reload();
      setDraft(null);
    });
  const facts = [
    texts.since(day(since)),
    usedAt === null ? texts.unused : texts.used(day(usedAt)),
    ...(isSynced ? [texts.synced] : []),
  ];
  return (
    <li class={styles.key}>
      <div class={styles.keyName}>
        {draft === null ? (
          <strong>{name}</strong>
        ) : (
          <RenameForm
            label={texts.name}
            draft={draft}
            isBusy={act.isBusy}
            onDraft={setDraft}
            onRename={(typed) => void rename(typed)}
            onCancel={() => setDraft(null)}
          />
        )}
        <span class={styles.small}>{facts.join(language.value === 'en' ? ', ' : '，')}</span>
      </div>
      <div class={styles.rowActions}>
        <Button
          kind="quiet"
          size="s"
          aria-label={draft === null ? texts.renameNamed(name) : undefined}
          aria-expanded={draft !== null}
          onClick={() => setDraft(draft === null ? name : null)}
        >
          {draft === null ? texts.rename : textsOf(securityTexts).cancel}
        </Button>
        <Button
          kind="quiet"
          size="s"
          aria-label={texts.removeNamed(name)}
          isBusy={act.isBusy}
          onClick={onRemove}
        >
          {texts.remove}
        </Button>
      </div>
    </li>
  );
}
