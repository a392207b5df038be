import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { deviceSentence, errorSentence } from '../../locales/errors.ts';
import { ServiceError, type ServiceErrorCode } from '../../utils/account/service-error.ts';
import { language } from '../../utils/appearance.ts';
import { focusField } from './focus-field.ts';

export type FieldName =
  | 'account'
  | 'phone'
  | 'code'
  | 'password'
  | 'consent'
  | 'second'
  | 'userName'
  | 'email'
  | 'form';

export interface Form {
  element: RefObject<HTMLFormElement | null>;
  isBusy: boolean;
  /** What is wrong with the field, in words. */
  errorOf: (field: FieldName) => string | null;
  /** The service's last code, for views that offer a way on. */
  code: ServiceErrorCode | null;
  /** Forgets what was wrong with a field, once it is typed in again. */
  clear: (field: FieldName) => void;
  /** Checks, then does. `check` gives what is wrong with each field, in words. */
  submit: (check: () => Partial<Record<FieldName, string | null>>, act: () => Promise<void>) => Promise<void>;
}

/** A dialog that says what is wrong beside the field it is about, and keeps everything that was typed. */
export function useForm(): Form {
  const element = useRef<HTMLFormElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Partial<Record<FieldName, string | null>>>({});
  const [failure, setFailure] = useState<ServiceError | null>(null);
  const [isBroken, setBroken] = useState(false);
  const failedField = failure && (FIELD_OF_CODE[failure.code] ?? 'form');

  const submit: Form['submit'] = async (check, act) => {
    const found = check();
    setFailure(null);
    setBroken(false);
    setWrong(found);
    if (Object.values(found).some(Boolean)) return focusFirstWrong(element.current);
    setBusy(true);
    try {
      await act();
    } catch (cause) {
      if (cause instanceof ServiceError) setFailure(cause);
      else {
        console.error('a form', cause);
        setBroken(true);
      }
      focusFirstWrong(element.current);
    } finally {
      setBusy(false);
    }
  };
  return {
    element,
    isBusy,
    code: failure?.code ?? null,
    errorOf: (field) => {
      if (isBroken && field === 'form') return deviceSentence(language.value);
      return failure && failedField === field
        ? errorSentence(language.value, failure, navigator.onLine)
        : (wrong[field] ?? null);
    },
    clear: (field) => {
      if (wrong[field]) setWrong({ ...wrong, [field]: null });
      if (failedField === field) setFailure(null);
      setBroken(false);
    },
    submit,
  };
}

const FIELD_OF_CODE: Partial<Record<ServiceErrorCode, FieldName>> = {
  'wrong-account-or-password': 'password',
  'wrong-code': 'code',
  'code-expired': 'code',
  'code-used': 'code',
  'code-tries-exceeded': 'code',
  'phone-taken': 'phone',
  'phone-invalid': 'phone',
  'password-too-short': 'password',
  'password-too-long': 'password',
  'password-too-common': 'password',
  'consent-required': 'consent',
  'wrong-password': 'password',
  'second-factor-needed': 'second',
  'wrong-second-code': 'second',
  'user-name-taken': 'userName',
  'email-taken': 'email',
  'mail-not-sent': 'email',
};

/** After the words are drawn: the reader goes on where something is to be mended. */
function focusFirstWrong(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const field = form?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (field) focusField(field);
  });
}
