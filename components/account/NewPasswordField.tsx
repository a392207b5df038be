import { accountTexts } from '../../locales/account.ts';
import { MIN_PASSWORD_LENGTH } from '../../protocol/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { PasswordField } from '../controls/PasswordField.tsx';
import { PasswordMeter } from './PasswordMeter.tsx';
import { passwordStrength } from './password-strength.ts';
import type { Form } from './use-form.ts';

interface NewPasswordFieldProps {
  label: string;
  form: Form;
  value: string;
  onInput: (typed: string) => void;
}

/** A password that is being chosen, with how long it is. */
export function NewPasswordField({ label, form, value, onInput }: NewPasswordFieldProps) {
  return (
    <PasswordField
      size="l"
      label={label}
      autocomplete="new-password"
      name="password"
      value={value}
      onInput={(typed) => {
        onInput(typed);
        form.clear('password');
      }}
      error={form.errorOf('password')}
      help={<PasswordMeter password={value} />}
    />
  );
}

/** Why it can't be one, in words; what else the service refuses it says itself. */
export function newPasswordProblem(password: string): string | null {
  const texts = textsOf(accountTexts);
  const { level, length } = passwordStrength(password);
  if (level === 'empty') return texts.passwordMissing;
  if (level === 'short') return texts.passwordShort(MIN_PASSWORD_LENGTH - length);
  return level === 'long' ? texts.passwordLong : null;
}
