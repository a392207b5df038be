import { ShieldOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import type { SecondFactorResponse } from '../../protocol/account-security.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  renewRecoveryCodes,
} from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { TextField } from '../controls/TextField.tsx';
import { ActNotice } from './ActNotice.tsx';
import { digitsOf } from './CodeField.tsx';
import { QrCode } from './QrCode.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import styles from './SecurityView.module.css';
import type { WayFormProps } from './security-props.ts';
import { useAct } from './use-act.ts';
import { useMemberAct } from './use-member-act.tsx';
import { useWayForm, WayForm } from './WayForm.tsx';

/** Turns the second factor on, with a QR code and recovery codes; or off. */
export function SecondFactor(props: WayFormProps) {
  const texts = textsOf(securityTexts);
  const [made, setMade] = useState<{ codes: string[]; words: string } | null>(null);
  const [isAsked, setAsked] = useState(false);
  const act = useAct();
  const member = useMemberAct();
  const [offered, setOffered] = useState<SecondFactorResponse | null>(null);

  const isOn = props.security.secondFactorSince !== null;
  const show = (codes: string[], words: string) => {
    setMade({ codes, words });
    props.onHold();
    void props.reload();
  };
  const turnOff = () =>
    act.run(async () => {
      setAsked(false);
      await member.run(removeSecondFactor);
      props.onDone(texts.secondOffDone);
    });
  if (made) return <RecoveryCodes codes={made.codes} onKept={() => props.onDone(made.words)} />;
  if (offered) return <Confirm offered={offered} onCodes={(codes) => show(codes, texts.secondDone)} />;
  if (member.question) return <>{member.question}</>;
  return (
    <div class={styles.form}>
      <div class={styles.buttons}>
        {isOn ? (
          <>
            <Button
              isBusy={act.isBusy}
              onClick={() =>
                void act.run(async () => show(await member.run(renewRecoveryCodes), texts.recoveryDone))
              }
            >
              {texts.recoveryNew}
            </Button>
            <Button kind="danger" isBusy={act.isBusy} onClick={() => setAsked(true)}>
              {texts.turnOff}
            </Button>
          </>
        ) : (
          <Button
            kind="primary"
            isBusy={act.isBusy}
            onClick={() => void act.run(async () => setOffered(await member.run(beginSecondFactor)))}
          >
            {texts.turnOn}
          </Button>
        )}
      </div>
      <ActNotice act={act} />
      {isAsked && (
        <Dialog
          title={texts.secondOffAsk}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{texts.secondOffStay}</Button>
              <Button kind="danger" icon={ShieldOff} onClick={() => void turnOff()}>
                {texts.secondOffSure}
              </Button>
            </>
          }
        >
          {texts.secondOffWords}
        </Dialog>
      )}
    </div>
  );
}

function Confirm({
  offered,
  onCodes,
}: {
  offered: SecondFactorResponse;
  onCodes: (codes: string[]) => void;
}) {
  const texts = textsOf(securityTexts);
  const way = useWayForm();
  const [code, setCode] = useState('');
  return (
    <WayForm
      way={way}
      verb={texts.secondConfirm}
      check={() => ({ second: /^\d{6}$/.test(code) ? null : textsOf(accountTexts).codeIncomplete })}
      act={async () => onCodes(await way.run(() => confirmSecondFactor(code)))}
    >
      <p>{texts.secondScan}</p>
      <QrCode text={offered.uri} label={texts.secondQr} />
      <p>
        {texts.secondSecret} <code class={styles.secret}>{offered.secret.match(/.{1,4}/g)?.join(' ')}</code>
      </p>
      <TextField
        size="l"
        label={texts.secondFirst}
        inputMode="numeric"
        autocomplete="one-time-code"
        name="second-code"
        maxLength={12}
        value={code}
        onInput={(typed) => {
          setCode(digitsOf(typed));
          way.form.clear('second');
        }}
        error={way.form.errorOf('second')}
      />
    </WayForm>
  );
}
