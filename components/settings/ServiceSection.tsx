import { Lock } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { optionsTexts } from '../../locales/options.ts';
import type { Member } from '../../protocol/account.ts';
import {
  type ServiceAddress,
  serviceAddress,
  setServiceAddress,
} from '../../utils/account/service-address.ts';
import { validServiceAddress } from '../../utils/account/valid-service-address.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { Notice } from '../controls/Notice.tsx';
import { TextField } from '../controls/TextField.tsx';
import { checkService, type ServiceCheck } from './check-service.ts';
import { Section } from './Section.tsx';
import styles from './Settings.module.css';

/** Which account service is used, who said so, and the reader's own where that is allowed. */
export function ServiceSection({ member }: { member: Member | null }) {
  const texts = textsOf(optionsTexts);
  const [current, setCurrent] = useState<ServiceAddress | 'failed' | null | undefined>(undefined);
  const read = () => serviceAddress().then(setCurrent, () => setCurrent('failed'));
  useEffect(() => void read(), []);
  return (
    <Section id="service" title={texts.service} words={texts.serviceWords}>
      <div class={styles.line}>
        <span>{member ? texts.signedInAs(member.name || member.phone) : texts.notSignedIn}</span>
        <span class={styles.end}>
          {member ? (
            <ButtonLink size="s" href="/account.html">
              {texts.account}
            </ButtonLink>
          ) : (
            <>
              <ButtonLink size="s" href="/account.html#/sign-in">
                {texts.signIn}
              </ButtonLink>
              <ButtonLink size="s" href="/account.html#/register">
                {texts.register}
              </ButtonLink>
            </>
          )}
        </span>
      </div>
      {current === 'failed' && <Notice isBlock>{texts.serviceUnread}</Notice>}
      {current === null && <p>{texts.serviceNone}</p>}
      {current && current !== 'failed' && <CurrentService current={current} />}
      {current !== undefined && current !== 'failed' && current?.from !== 'managed' && (
        <OwnService current={current} isSignedIn={member !== null} onChanged={read} />
      )}
    </Section>
  );
}

function CurrentService({ current }: { current: ServiceAddress }) {
  const texts = textsOf(optionsTexts);
  const origins = {
    build: texts.serviceFromBuild,
    managed: texts.serviceFromManaged,
    own: texts.serviceFromOwn,
  };
  return (
    <dl class={styles.facts}>
      <dt>{texts.serviceNow}</dt>
      <dd>
        <b>{current.address}</b>
        <span class={styles.meta}>
          {current.from === 'managed' && <Icon of={Lock} size={14} />}
          {origins[current.from]}
        </span>
      </dd>
    </dl>
  );
}

interface OwnServiceProps {
  current: ServiceAddress | null;
  isSignedIn: boolean;
  /** Shows the address that is in use now. */
  onChanged: () => Promise<void>;
}

function OwnService({ current, isSignedIn, onChanged }: OwnServiceProps) {
  const texts = textsOf(optionsTexts);
  const [address, setAddress] = useState(current?.from === 'own' ? current.address : '');
  const [error, setError] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [isChecking, setChecking] = useState(false);

  const use = async (event: Event) => {
    event.preventDefault();
    const valid = validServiceAddress(address.trim());
    setDone(null);
    if (valid === null) return setError(texts.serviceBad);
    setChecking(true);
    setError(null);
    const check = await checkService(valid);
    setChecking(false);
    if (check.status !== 'ok') return setError(checkWords(check));
    if (await keep(valid)) setDone(texts.serviceOk);
  };
  const goBack = async () => {
    setDone(null);
    setError(null);
    if (!(await keep(null))) return;
    setAddress('');
    setDone(texts.serviceBackDone);
  };
  /** Gives whether it is kept; where it is not, the field says so. */
  const keep = async (wanted: string | null) => {
    try {
      await setServiceAddress(wanted);
    } catch {
      setError(texts.serviceNotKept);
      return false;
    }
    await onChanged();
    return true;
  };
  return (
    <>
      <form class={styles.form} onSubmit={(event) => void use(event)} noValidate>
        <TextField
          label={texts.serviceAddress}
          help={texts.serviceHelp}
          error={error}
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          value={address}
          onInput={(value) => {
            setAddress(value);
            setError(null);
            setDone(null);
          }}
        />
        <Button type="submit" isBusy={isChecking}>
          {isChecking ? texts.serviceChecking : texts.serviceCheck}
        </Button>
        {current?.from === 'own' && (
          <Button kind="quiet" onClick={() => void goBack()}>
            {texts.serviceBack}
          </Button>
        )}
      </form>
      <p class={styles.done} role="status">
        {done}
      </p>
      {isSignedIn && <Notice isBlock>{texts.serviceSignedIn}</Notice>}
    </>
  );
}

function checkWords(check: Exclude<ServiceCheck, { status: 'ok' }>): string {
  const texts = textsOf(optionsTexts);
  if (check.status === 'unreachable') return texts.serviceUnreachable;
  return check.code === 200 ? texts.serviceOther : texts.serviceStatus(check.code);
}
