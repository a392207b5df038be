import { SmsError } from './sms/sms-sender.ts';

/**
 * Why something failed, for the log: its kind, and the code that a library gives it. Words are our own alone: a mail server's or a database's may
 * quote the address or the number it was about.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof SmsError) return error.message;
  if (!(error instanceof Error)) return '';
  const codes = [Reflect.get(error, 'code'), Reflect.get(error, 'responseCode')];
  const known = codes.filter(
    (code) => typeof code === 'number' || /^[A-Z0-9_]{1,30}$/.test(String(code ?? '')),
  );
  return [error.name, ...known].join(' ');
}
