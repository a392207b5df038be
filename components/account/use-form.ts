import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { errorSentence } from '../../locales/errors.ts';
import { ServiceError, type ServiceErrorCode } from '../../utils/account/service-error.ts';
import { language } from '../../utils/appearance.ts';

export type FieldName = 'account' | 'phone' | 'code' | 'password' | 'consent' | 'form';

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
  const failedField = failure && (FIELD_OF_CODE[failure.code] ?? 'form');

  const submit: Form['submit'] = async (check, act) => {
    const found = check();
    setFailure(null);
    setWrong(found);
    if (Object.values(found).some(Boolean)) return focusFirstWrong(element.current);
    setBusy(true);
    try {
      await act();
    } catch (cause) {
      if (!(cause instanceof ServiceError)) throw cause;
      setFailure(cause);
      focusFirstWrong(element.current);
    } finally {
      setBusy(false);
    }
  };
  return {
    element,
    isBusy,
    code: failure?.code ?? null,
    errorOf: (field) =>
      failure && failedField === field
        ? errorSentence(language.value, failure, navigator.onLine)
        : (wrong[field] ?? null),
    clear: (field) => {
      if (wrong[field]) setWrong({ ...wrong, [field]: null });
      if (failedField === field) setFailure(null);
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
};

/** After the words are drawn: the reader goes on where something is to be mended. */
function focusFirstWrong(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());
}
