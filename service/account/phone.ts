import { ServiceError } from '../errors.ts';

/** Mobile numbers of mainland China; those of other countries are checked for E.164's form alone. */
const CHINESE_MOBILE = /^\+861[3-9]\d{9}$/;

/** Throws `phone-invalid` for a number that can't be a mobile's. */
export function requireMobile(phone: string): void {
  if (phone.startsWith('+86') && !CHINESE_MOBILE.test(phone)) throw new ServiceError('phone-invalid');
}

/** Of what a code goes to: a number in E.164 form. Else it is an e-mail address, which may begin with a plus sign too, or a name. */
export function isNumber(contact: string): boolean {
  return /^\+\d+$/.test(contact);
}

/** `138 **** 4071`, enough for its owner to know it. */
export function maskPhone(phone: string): string {
  if (CHINESE_MOBILE.test(phone)) return `${phone.slice(3, 6)} **** ${phone.slice(-4)}`;
  const shown = phone.length >= 10 ? 4 : 2;
  return `${phone.slice(0, 3)} **** ${phone.slice(-shown)}`;
}

/** `account` as typed at sign-in → E.164 if it is a mobile number, with +86 where no country was given; else null. */
export function phoneOf(account: string): string | null {
  const digits = account.replace(/[\s-]/g, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return `+86${digits}`;
  return /^\+[1-9]\d{6,14}$/.test(digits) ? digits : null;
}
