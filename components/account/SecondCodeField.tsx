import { useEffect, useRef } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { secondCodeSchema } from '../../protocol/account-security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { TextField } from '../controls/TextField.tsx';
import type { Form } from './use-form.ts';

interface SecondCodeFieldProps {
  form: Form;
  value: string;
  onInput: (typed: string) => void;
  /** The first field of what has just appeared: the reader goes on typing here. */
  isFirst?: boolean;
}

/** Six digits of the authenticator, or a recovery code. */
export function SecondCodeField({ form, value, onInput, isFirst }: SecondCodeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFirst) input.current?.focus();
  }, [isFirst]);
  return (
    <TextField
      ref={input}
      size="l"
      label={textsOf(accountTexts).secondCode}
      autocomplete="one-time-code"
      name="second-code"
      autocapitalize="off"
      spellcheck={false}
      maxLength={24}
      value={value}
      onInput={(typed) => {
        onInput(typed.normalize('NFKC').replaceAll(/\s/g, ''));
        form.clear('second');
      }}
      error={form.errorOf('second')}
    />
  );
}

export function isSecondCode(code: string): boolean {
  return secondCodeSchema.safeParse(code).success;
}
