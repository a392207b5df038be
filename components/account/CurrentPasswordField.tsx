import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { PasswordField } from '../controls/PasswordField.tsx';
import type { Form } from './use-form.ts';

interface CurrentPasswordFieldProps {
  form: Form;
  value: string;
  onInput: (password: string) => void;
  /** By which password managers tell fields apart. */
  name?: string;
}

/** The password that the account has. */
export function CurrentPasswordField({ form, value, onInput, name = 'password' }: CurrentPasswordFieldProps) {
  return (
    <PasswordField
      size="l"
      label={textsOf(accountTexts).password}
      autocomplete="current-password"
      name={name}
      value={value}
      onInput={(typed) => {
        onInput(typed);
        form.clear('password');
      }}
      error={form.errorOf('password')}
    />
  );
}
