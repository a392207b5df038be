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
  const [codes, setCodes] = useState<string[] | null>(null);
  const act = useAct();
  const member = useMemberAct();
  const [offered, setOffered] = useState<SecondFactorResponse | null>(null);

  // Until the form closes, the page knows what was before it.
  const isOn = props.security.secondFactorSince !== null;
  if (codes) {
    const done = isOn ? texts.recoveryDone : texts.secondDone;
    return <RecoveryCodes codes={codes} onKept={() => props.onDone(done)} />;
  }
  if (offered) return <Confirm offered={offered} onCodes={setCodes} />;
  if (member.question) return <>{member.question}</>;
  return (
    <div class={styles.form}>
      <div class={styles.buttons}>
        {isOn ? (
          <>
            <Button
              isBusy={act.isBusy}
              onClick={() => void act.run(async () => setCodes(await member.run(renewRecoveryCodes)))}
            >
              {texts.recoveryNew}
            </Button>
            <Button
              kind="danger"
              isBusy={act.isBusy}
              onClick={() =>
                void act.run(async () => {
                  await member.run(removeSecondFactor);
                  props.onDone(texts.secondOffDone);
                })
              }
            >
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
