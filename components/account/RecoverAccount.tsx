import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { recallForm, rememberForm } from './form-memory.ts';
import { useForm } from './use-form.ts';

/** Which account is to be recovered. */
export function RecoverAccount({ onNext }: { onNext: () => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const [account, setAccount] = useState(
    () => recallForm('recover').account ?? recallForm('password').account ?? '',
  );
  const submit = () =>
    form.submit(
      () => ({ account: account.trim() === '' ? texts.accountMissing : null }),
      async () => {
        rememberForm('recover', { account });
        onNext();
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
          rememberForm('recover', { account: typed });
          form.clear('account');
        }}
        error={form.errorOf('account')}
      />
      <Button kind="primary" size="l" isWide type="submit">
        {texts.next}
      </Button>
    </FormFrame>
  );
}
