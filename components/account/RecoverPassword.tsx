import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { recover, requestRecoveryCode } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './AccountForm.module.css';
import { CodeField } from './CodeField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { forgetForm, recallForm } from './form-memory.ts';
import { NewPasswordField, newPasswordProblem } from './NewPasswordField.tsx';
import { accountName } from './normalise-phone.ts';
import { useForm } from './use-form.ts';
import { useSmsCode } from './use-sms-code.ts';

interface RecoverPasswordProps {
  /** The reader wants another account. */
  onChange: () => void;
  onDone: () => void;
}

/** The code that was sent to what is verified of the account, and the new password. */
export function RecoverPassword({ onChange, onDone }: RecoverPasswordProps) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  // As it was when the step began: the memory is shorter than a reader's way to the message.
  const [typed] = useState(() => recallForm('recover').account ?? '');
  const account = accountName(typed);
  const sms = useSmsCode({ name: 'recover', form, contact: account, send: requestRecoveryCode });
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');

  const submit = () =>
    form.submit(
      () => ({
        code: code.length === 6 ? null : texts.codeIncomplete,
        password: newPasswordProblem(password),
      }),
      async () => {
        await recover({ account, code, password });
        forgetForm('recover');
        onDone();
      },
    );
  return (
    <FormFrame form={form} onSubmit={submit}>
      <TextField
        size="l"
        label={texts.account}
        autocomplete="username"
        name="username"
        readOnly
        value={typed}
        onInput={() => undefined}
        suffix={
          <Button kind="quiet" size="s" onClick={onChange}>
            {texts.change}
          </Button>
        }
      />
      <CodeField
        sms={sms}
        value={code}
        error={form.errorOf('code')}
        onInput={(value) => {
          setCode(value);
          form.clear('code');
        }}
        onGet={() => void sms.request(account)}
        sentWords={texts.recoverSent}
      />
      <NewPasswordField label={texts.newPassword} form={form} value={password} onInput={setPassword} />
      <FormProblem form={form} />
      <Button kind="primary" size="l" isWide type="submit" isBusy={form.isBusy}>
        {form.isBusy ? texts.submitting : texts.submit}
      </Button>
      <p class={styles.small}>{texts.recoverEnds}</p>
    </FormFrame>
  );
}
