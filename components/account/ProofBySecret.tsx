import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import { prove, sendProofCode } from '../../utils/account/member-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { CodeField } from './CodeField.tsx';
import { CurrentPasswordField } from './CurrentPasswordField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { forgetForm } from './form-memory.ts';
import { isSecondCode, SecondCodeField } from './SecondCodeField.tsx';
import styles from './SecurityView.module.css';
import { useForm } from './use-form.ts';
import { useSmsCode } from './use-sms-code.ts';

const FORM = 'prove';
/** The page needs not know it: the service sends the code to the number that the account has. */
const OWN_NUMBER = 'own';

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
  const sms = useSmsCode({ name: FORM, form, contact: OWN_NUMBER, send: sendProofCode });

  const submit = () =>
    form.submit(
      () => ({
        password: isBySms || password !== '' ? null : texts.passwordMissing,
        code: !isBySms || code.length === 6 ? null : texts.codeIncomplete,
        second: !isSecondWanted || isSecondCode(second) ? null : texts.secondMissing,
      }),
      async () => {
        const first = isBySms ? { code } : { password };
        try {
          await prove(isSecondWanted ? { ...first, secondCode: second } : first);
        } catch (error) {
          if (error instanceof ServiceError && error.code === 'second-factor-needed') setSecondWanted(true);
          throw error;
        }
        forgetForm(FORM);
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
          onGet={() => void sms.request(OWN_NUMBER)}
          sentWords={words.proofSent}
        />
      ) : (
        <CurrentPasswordField form={form} value={password} onInput={setPassword} name="current-password" />
      )}
      {isSecondWanted && <SecondCodeField form={form} value={second} onInput={setSecond} />}
      <FormProblem form={form} />
      <div class={styles.buttons}>
        <Button kind="primary" type="submit" isBusy={form.isBusy}>
          {words.proofGo}
        </Button>
        {children}
      </div>
    </FormFrame>
  );
}
