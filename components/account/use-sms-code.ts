import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { RESEND_AFTER_S, type SmsCodeResponse } from '../../protocol/account.ts';
import { developmentCodes } from '../../utils/account/account-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { recallForm, rememberForm, secondsToWait } from './form-memory.ts';
import { GivenUpError } from './given-up-error.ts';
import { type FieldName, type Form, fieldOf } from './use-form.ts';

export interface SmsCode {
  /** Seconds until another code may be asked for this number; 0 when at once. */
  wait: number;
  /** 0–1 while the puzzle is solved, then 1 while the message is sent; null when nothing is going on. */
  progress: number | null;
  /** What the last code was asked for. */
  sentTo: string | null;
  /** That one can still be used. */
  isValid: boolean;
  /** Why none was sent, where that is about no field. */
  error: ServiceError | null;
  /** The reader goes on typing: what was wrong is no longer said. */
  clear: () => void;
  /** What a service in development would have sent. */
  developmentCode: string | null;
  /** Has one sent; what is wrong is said here or by the form. */
  request: (contact: string) => Promise<void>;
}

/** Has a code sent to what is named, telling the share of the puzzle that is solved, 0–1. */
export type SendCode = (contact: string, onProgress: (share: number) => void) => Promise<SmsCodeResponse>;

interface SmsCodeOptions {
  /** The dialog's, whose memory keeps the countdown. */
  name: string;
  form: Form;
  /** Where the contact is typed: what is wrong with it is said there. */
  field?: FieldName;
  /** What stands in that field: a number in E.164 form, an account or an address; null where it can't be one. */
  contact: string | null;
  send: SendCode;
}

/** Asking for a code, and the countdown until the next. */
export function useSmsCode({ name, form, field, contact, send }: SmsCodeOptions): SmsCode {
  const [memory, setMemory] = useState(() => recallForm(name));
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<ServiceError | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const running = useRef(false);
  const sentTo = memory.sentTo ?? null;
  const wait = useCountdown(contact !== null && contact === sentTo ? memory.resendAt : undefined);
  const isValid = useIsAhead(memory.validUntil);

  useEffect(() => {
    if (sentTo === null) return;
    let isWanted = true;
    developmentCodes(sentTo).then(
      (codes) => isWanted && setCode(codes?.[0] ?? null),
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [sentTo, memory.resendAt]);

  const keep = useCallback(
    (asked: string, seconds: number, validUntil: number | undefined) => {
      rememberForm(name, { sentTo: asked, resendAt: Date.now() + seconds * 1000, validUntil });
      setMemory(recallForm(name));
    },
    [name],
  );

  const request = async (asked: string) => {
    if (running.current) return;
    running.current = true;
    setError(null);
    setProgress(0);
    try {
      const { resendAfter, expiresIn } = await send(asked, setProgress);
      keep(asked, resendAfter, Date.now() + expiresIn * 1000);
    } catch (cause) {
      if (cause instanceof GivenUpError) return;
      if (!(cause instanceof ServiceError) || fieldOf(cause.code) === field) return form.fail(cause);
      setError(cause);
      // Asked for a moment ago from another page: the countdown is still the answer.
      if (cause.code === 'rate-limited' && cause.retryAfter !== null && cause.retryAfter <= RESEND_AFTER_S) {
        const known = recallForm(name);
        keep(asked, cause.retryAfter, known.sentTo === asked ? known.validUntil : undefined);
      }
    } finally {
      running.current = false;
      setProgress(null);
    }
  };
  const clear = () => setError(null);
  return { wait, progress, sentTo, isValid, error, clear, developmentCode: code, request };
}

/** Whole seconds until that moment, told anew each second. */
function useCountdown(until: number | undefined): number {
  const [left, setLeft] = useState(() => secondsToWait({ resendAt: until }));
  useEffect(() => {
    const tell = () => setLeft(secondsToWait({ resendAt: until }));
    tell();
    if (secondsToWait({ resendAt: until }) === 0) return;
    const timer = setInterval(tell, 1000);
    return () => clearInterval(timer);
  }, [until]);
  return left;
}

/** Whether that moment is still to come; told anew once it has. */
function useIsAhead(until: number | undefined): boolean {
  const [isAhead, setAhead] = useState(() => (until ?? 0) > Date.now());
  useEffect(() => {
    const left = (until ?? 0) - Date.now();
    setAhead(left > 0);
    if (left <= 0) return;
    const timer = setTimeout(() => setAhead(false), left);
    return () => clearTimeout(timer);
  }, [until]);
  return isAhead;
}
