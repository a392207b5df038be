import { ShieldOff } from 'lucide-preact';
import { useRef, useState } from 'preact/hooks';
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
import { useFocusGoesOn } from './use-focus-goes-on.ts';
import { useMemberAct } from './use-member-act.tsx';
import { useWayForm, WayForm } from './WayForm.tsx';

/** Turns the second factor on, with a QR code and recovery codes; or off. */
export function SecondFactor({ security, reload, onHold, onDone }: WayFormProps) {
  const texts = textsOf(securityTexts);
  const [made, setMade] = useState<{ codes: string[]; words: string } | null>(null);
  const [offered, setOffered] = useState<SecondFactorResponse | null>(null);
  const act = useAct();
  const member = useMemberAct();
  const place = useRef<HTMLDivElement>(null);
  const stage = made ? 'made' : offered ? 'offered' : member.question ? 'asked' : 'choice';
  useFocusGoesOn(stage, () => {
    const found = [...(place.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    // Another Enter does not put codes away that nobody has read.
    return stage === 'made' ? found.at(-1) : found[0];
  });
  const show = (codes: string[], words: string) => {
    setMade({ codes, words });
    onHold();
    void reload();
  };
  const begin = () => act.run(async () => setOffered(await member.run(beginSecondFactor)));
  const renew = () => act.run(async () => show(await member.run(renewRecoveryCodes), texts.recoveryDone));
  const turnOff = () =>
    act.run(async () => {
      await member.run(removeSecondFactor);
      onDone(texts.secondOffDone);
    });
  const isOn = security.secondFactorSince !== null;
  return (
    <div ref={place}>
      {made ? (
        <RecoveryCodes codes={made.codes} onKept={() => onDone(made.words)} />
      ) : offered ? (
        <Confirm offered={offered} onCodes={(codes) => show(codes, texts.secondDone)} />
      ) : (
        (member.question ?? (
          <div class={styles.form}>
            {isOn ? (
              <WhileOn isBusy={act.isBusy} onRenew={renew} onTurnOff={turnOff} />
            ) : (
              <div class={styles.buttons}>
                <Button kind="primary" isBusy={act.isBusy} onClick={() => void begin()}>
                  {texts.turnOn}
                </Button>
              </div>
            )}
            <ActNotice act={act} />
          </div>
        ))
      )}
    </div>
  );
}

interface WhileOnProps {
  isBusy: boolean;
  onRenew: () => Promise<void>;
  onTurnOff: () => Promise<void>;
}

function WhileOn({ isBusy, onRenew, onTurnOff }: WhileOnProps) {
  const texts = textsOf(securityTexts);
  const [isAsked, setAsked] = useState(false);
  const turnOff = () => {
    setAsked(false);
    void onTurnOff();
  };
  return (
    <div class={styles.buttons}>
      <Button isBusy={isBusy} onClick={() => void onRenew()}>
        {texts.recoveryNew}
      </Button>
      <Button kind="danger" isBusy={isBusy} onClick={() => setAsked(true)}>
        {texts.turnOff}
      </Button>
      {isAsked && (
        <Dialog
          title={texts.secondOffAsk}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{texts.secondOffStay}</Button>
              <Button kind="danger" icon={ShieldOff} onClick={turnOff}>
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
