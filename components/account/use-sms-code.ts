import { useCallback, useEffect, useState } from 'preact/hooks';
import { RESEND_AFTER_S, type SmsCodeResponse } from '../../protocol/account.ts';
import { developmentCodes } from '../../utils/account/account-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { recallForm, rememberForm, secondsToWait } from './form-memory.ts';

export interface SmsCode {
  /** Seconds until another code may be asked for this number; 0 when at once. */
  wait: number;
  /** 0–1 while the puzzle is solved, then 1 while the message is sent; null when nothing is going on. */
  progress: number | null;
  /** What the last code was asked for. */
  sentTo: string | null;
  error: ServiceError | null;
  /** What a service in development would have sent. */
  developmentCode: string | null;
  request: (contact: string) => Promise<void>;
}

/** Has a code sent to what is named, telling the share of the puzzle that is solved, 0–1. */
export type SendCode = (contact: string, onProgress: (share: number) => void) => Promise<SmsCodeResponse>;

/**
 * Asking for a code, and the countdown until the next. `form` names the dialog, whose memory keeps it; `contact` is what stands in the field: a
 * number in E.164 form, an account or an address; null where it can't be one.
 */
export function useSmsCode(form: string, contact: string | null, send: SendCode): SmsCode {
  const [memory, setMemory] = useState(() => recallForm(form));
  const [progress, setProgress] = useState<number | null>(null);
  const [error, setError] = useState<ServiceError | null>(null);
  const [code, setCode] = useState<string | null>(null);
  const sentTo = memory.sentTo ?? null;
  const wait = useCountdown(contact !== null && contact === sentTo ? memory.resendAt : undefined);

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
    (asked: string, seconds: number) => {
      rememberForm(form, { sentTo: asked, resendAt: Date.now() + seconds * 1000 });
      setMemory(recallForm(form));
    },
    [form],
  );

  const request = async (asked: string) => {
    setError(null);
    setProgress(0);
    try {
      const { resendAfter } = await send(asked, setProgress);
      keep(asked, resendAfter);
    } catch (cause) {
      if (!(cause instanceof ServiceError)) throw cause;
      setError(cause);
      // Sent a moment ago from another page: the countdown is still the answer.
      if (cause.code === 'rate-limited' && cause.retryAfter !== null && cause.retryAfter <= RESEND_AFTER_S) {
        keep(asked, cause.retryAfter);
      }
    } finally {
      setProgress(null);
    }
  };
  return { wait, progress, sentTo, error, developmentCode: code, request };
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
