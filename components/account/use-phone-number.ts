import { useState } from 'preact/hooks';
import { recallForm, rememberForm } from './form-memory.ts';
import { DEFAULT_PREFIX, normalisePhone } from './normalise-phone.ts';

export interface PhoneNumber {
  prefix: string;
  typed: string;
  /** In E.164 form; null while it can't be a number. */
  number: string | null;
  setPrefix: (prefix: string) => void;
  setTyped: (typed: string) => void;
}

/** A number that is being typed; it survives when the page is closed and opened again. */
export function usePhoneNumber(form: string): PhoneNumber {
  const [prefix, setPrefix] = useState(() => recallForm(form).prefix ?? DEFAULT_PREFIX);
  const [typed, setTyped] = useState(() => recallForm(form).phone ?? '');
  return {
    prefix,
    typed,
    number: normalisePhone(prefix, typed),
    setPrefix: (value: string) => {
      setPrefix(value);
      rememberForm(form, { prefix: value });
    },
    setTyped: (value: string) => {
      setTyped(value);
      rememberForm(form, { phone: value });
    },
  };
}
