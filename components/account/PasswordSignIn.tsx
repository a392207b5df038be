import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { signIn } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { PasswordField } from '../controls/PasswordField.tsx';
import { TextField } from '../controls/TextField.tsx';
import { deviceName } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { forgetForm, recallForm, rememberForm } from './form-memory.ts';
import { DEFAULT_PREFIX, normalisePhone } from './normalise-phone.ts';
import { useForm } from './use-form.ts';

const FORM = 'password';

/** 账号登录. The same answer whether or not the account exists. */
export function PasswordSignIn({ onSignedIn }: { onSignedIn: () => void }) {
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
        await signIn({ account: accountName(account), password, deviceName: deviceName() });
        forgetForm(FORM);
        onSignedIn();
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
      <PasswordField
        size="l"
        label={texts.password}
        autocomplete="current-password"
        name="password"
        value={password}
        onInput={(typed) => {
          setPassword(typed);
          form.clear('password');
        }}
        error={form.errorOf('password')}
      />
      {form.errorOf('form') && (
        <Notice kind="danger" isBlock>
          {form.errorOf('form')}
        </Notice>
      )}
      <Button kind="primary" size="l" isWide type="submit" isBusy={form.isBusy}>
        {form.isBusy ? texts.signingIn : texts.signIn}
      </Button>
    </FormFrame>
  );
}

/** A mobile number in whatever way it was typed, else a user name or e-mail as it stands. */
function accountName(typed: string): string {
  return normalisePhone(DEFAULT_PREFIX, typed) ?? typed.normalize('NFKC').trim();
}
