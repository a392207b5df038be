import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { deviceSentence, errorSentence } from '../../locales/errors.ts';
import { ServiceError, type ServiceErrorCode } from '../../utils/account/service-error.ts';
import { language } from '../../utils/appearance.ts';
import { focusField } from './focus-field.ts';
import { GivenUpError } from './given-up-error.ts';

export type FieldName =
  | 'account'
  | 'phone'
  | 'code'
  | 'password'
  | 'consent'
  | 'second'
  | 'userName'
  | 'email'
  | 'channels'
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
  /** Says what is wrong with each field, and leads to the first. Whether nothing is. */
  passes: (problems: Problems) => boolean;
  /** Says beside its field, or for the form as a whole, why something failed. That the reader has given up is nothing to be said. */
  fail: (cause: unknown) => void;
  /** Checks, then does, and never twice at once. */
  submit: (check: () => Problems, act: () => Promise<void>) => Promise<void>;
}

/** What is wrong with each field, in words. */
export type Problems = Partial<Record<FieldName, string | null>>;

/** A dialog that says what is wrong beside the field it is about, and keeps everything that was typed. */
export function useForm(): Form {
  const element = useRef<HTMLFormElement>(null);
  const running = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Problems>({});
  const [failure, setFailure] = useState<ServiceError | null>(null);
  const [isBroken, setBroken] = useState(false);
  const failedField = failure && fieldOf(failure.code);

  const passes: Form['passes'] = (problems) => {
    setFailure(null);
    setBroken(false);
    setWrong(problems);
    const isWell = !Object.values(problems).some(Boolean);
    if (!isWell) focusFirstWrong(element.current);
    return isWell;
  };
  const fail: Form['fail'] = (cause) => {
    if (cause instanceof GivenUpError) return;
    if (cause instanceof ServiceError) setFailure(cause);
    else {
      console.error('a form', cause);
      setBroken(true);
    }
    focusFirstWrong(element.current);
  };
  const submit: Form['submit'] = async (check, act) => {
    if (running.current || !passes(check())) return;
    running.current = true;
    setBusy(true);
    try {
      await act();
    } catch (cause) {
      fail(cause);
    } finally {
      running.current = false;
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
    passes,
    fail,
    submit,
  };
}

/** Where it is said what the service answered; `form` where it is about no field. */
export function fieldOf(code: ServiceErrorCode): FieldName {
  return FIELD_OF_CODE[code] ?? 'form';
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
