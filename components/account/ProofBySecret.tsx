import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import { prove, sendProofCode } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { CodeField } from './CodeField.tsx';
import { CurrentPasswordField } from './CurrentPasswordField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { isSecondCode, SecondCodeField } from './SecondCodeField.tsx';
import styles from './SecurityView.module.css';
import { useForm } from './use-form.ts';
import { useSmsCode } from './use-sms-code.ts';

interface ProofBySecretProps {
  isBySms: boolean;
  onProven: () => void;
  /** The ways on besides it, after its button. */
  children: ComponentChildren;
}

/** The password or a code by SMS, and the second factor where there is one. */
export function ProofBySecret({ isBySms, onProven, children }: ProofBySecretProps) {
  const texts = textsOf(accountTexts);
  const words = textsOf(securityTexts);
  const form = useForm();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [second, setSecond] = useState('');
  const [isSecondWanted, setSecondWanted] = useState(false);
  const sms = useSmsCode('prove', words.ownNumber, sendProofCode);
  const wantsSecond = isSecondWanted || form.code === 'second-factor-needed';

  const submit = () =>
    form.submit(
      () => ({
        password: isBySms || password !== '' ? null : texts.passwordMissing,
        code: !isBySms || code.length === 6 ? null : texts.codeIncomplete,
        second: !wantsSecond || isSecondCode(second) ? null : texts.secondMissing,
      }),
      async () => {
        setSecondWanted(wantsSecond);
        const first = isBySms ? { code } : { password };
        await prove(wantsSecond ? { ...first, secondCode: second } : first);
        onProven();
      },
    );
  return (
    <FormFrame form={form} onSubmit={submit}>
      {isBySms ? (
        <CodeField
          sms={sms}
          value={code}
          error={form.errorOf('code')}
          onInput={(typed) => {
            setCode(typed);
            form.clear('code');
          }}
          onGet={() => void sms.request(words.ownNumber)}
          sentWords={words.proofSent}
        />
      ) : (
        <CurrentPasswordField form={form} value={password} onInput={setPassword} name="current-password" />
      )}
      {wantsSecond && <SecondCodeField form={form} value={second} onInput={setSecond} />}
      <FormProblem form={form} />
      <div class={styles.buttons}>
        <Button kind="primary" type="submit" isBusy={form.isBusy && sms.progress === null}>
          {words.proofGo}
        </Button>
        {children}
      </div>
    </FormFrame>
  );
}
