import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { bindThirdParty } from '../../utils/account/third-party-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import { CurrentPasswordField } from './CurrentPasswordField.tsx';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { recallForm, rememberForm } from './form-memory.ts';
import { accountName } from './normalise-phone.ts';
import type { ThirdPartyFormProps } from './third-party-props.ts';
import { useForm } from './use-form.ts';

/** Account and password. */
export function BindByPassword({ unknown, onSignedIn }: ThirdPartyFormProps) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const [account, setAccount] = useState(() => recallForm('bind').account ?? '');
  const [password, setPassword] = useState('');
  const submit = () =>
    form.submit(
      () => ({
        account: account.trim() === '' ? texts.accountMissing : null,
        password: password === '' ? texts.passwordMissing : null,
      }),
      async () => {
        const asked = { ticket: unknown.ticket, account: accountName(account), password, ...deviceWords() };
        onSignedIn(await bindThirdParty(asked));
      },
    );
  return (
    <FormFrame form={form} onSubmit={submit}>
      <TextField
        size="l"
        label={texts.account}
        autocomplete="username"
        name="username"
        autocapitalize="off"
        spellcheck={false}
        value={account}
        onInput={(typed) => {
          setAccount(typed);
          rememberForm('bind', { account: typed });
          form.clear('account');
        }}
        error={form.errorOf('account')}
      />
      <CurrentPasswordField form={form} value={password} onInput={setPassword} />
      <FormProblem form={form} />
      <Button size="l" isWide type="submit" isBusy={form.isBusy}>
        {textsOf(thirdPartyTexts).bindGo}
      </Button>
    </FormFrame>
  );
}
