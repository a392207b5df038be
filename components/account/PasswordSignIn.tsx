import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { type SignInOutcome, signIn } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './AccountForm.module.css';
import { CurrentPasswordField } from './CurrentPasswordField.tsx';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { recallForm, rememberForm } from './form-memory.ts';
import { accountName } from './normalise-phone.ts';
import { useForm } from './use-form.ts';

const FORM = 'password';

/** 账号登录. The same answer whether or not the account exists. */
export function PasswordSignIn({ onSignedIn }: { onSignedIn: (outcome: SignInOutcome) => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const [account, setAccount] = useState(() => recallForm(FORM).account ?? '');
  const [password, setPassword] = useState('');
  const submit = () =>
    form.submit(
      () => ({
        account: account.trim() === '' ? texts.accountMissing : null,
        password: password === '' ? texts.passwordMissing : null,
      }),
      async () => {
        onSignedIn(await signIn({ account: accountName(account), password, ...deviceWords() }));
      },
    );
  return (
    <FormFrame form={form} onSubmit={submit}>
      <TextField
        size="l"
        label={texts.account}
        help={texts.accountHelp}
        autocomplete="username"
        name="username"
        autocapitalize="off"
        spellcheck={false}
        value={account}
        onInput={(typed) => {
          setAccount(typed);
          rememberForm(FORM, { account: typed });
          form.clear('account');
        }}
        error={form.errorOf('account')}
      />
      <CurrentPasswordField form={form} value={password} onInput={setPassword} />
      <p class={styles.forgot}>
        <a href="#/recover">{texts.forgotPassword}</a>
      </p>
      <FormProblem form={form} />
      <Button kind="primary" size="l" isWide type="submit" isBusy={form.isBusy}>
        {form.isBusy ? texts.signingIn : texts.signIn}
      </Button>
    </FormFrame>
  );
}
