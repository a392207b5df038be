import { phoneSchema } from '../../protocol/account.ts';

/** Regions offered beside the number, mainland China first. */
export const PHONE_REGIONS = [
  { region: 'CN', prefix: '+86' },
  { region: 'HK', prefix: '+852' },
  { region: 'MO', prefix: '+853' },
  { region: 'TW', prefix: '+886' },
  { region: 'SG', prefix: '+65' },
  { region: 'MY', prefix: '+60' },
  { region: 'JP', prefix: '+81' },
  { region: 'KR', prefix: '+82' },
  { region: 'AU', prefix: '+61' },
  { region: 'GB', prefix: '+44' },
  { region: 'DE', prefix: '+49' },
  { region: 'FR', prefix: '+33' },
  { region: 'US', prefix: '+1' },
] as const;

export const DEFAULT_PREFIX = '+86';

/**
 * The number in E.164 form, or null where it can't be one. Takes full-width digits, spaces, hyphens, brackets, and a country
 * code typed into the field, which then wins over `prefix`.
 */
export function normalisePhone(prefix: string, typed: string): string | null {
  const text = typed.normalize('NFKC').replace(/[\s\-().·]/g, '');
  const number = withCountry(prefix, text);
  if (!phoneSchema.safeParse(number).success) return null;
  return number.startsWith('+86') && !CHINESE_MOBILE.test(number) ? null : number;
}

/** An account as typed: a mobile number in whatever way, else a user name or e-mail as it stands. */
export function accountName(typed: string): string {
  return normalisePhone(DEFAULT_PREFIX, typed) ?? typed.normalize('NFKC').trim();
}

/** `+86 138 0000 4071` as the reader sees it beside a sentence: the middle is not repeated on the screen. */
export function maskPhone(number: string): string {
  const local = number.startsWith('+86') ? number.slice(3) : number;
  return `${local.slice(0, local.length - 8)} **** ${local.slice(-4)}`.trim();
}

/** Chinese mobile numbers: 11 digits, the second from 3 to 9 (工信部 电信网编号计划, 2017). */
const CHINESE_MOBILE = /^\+861[3-9]\d{9}$/;

function withCountry(prefix: string, text: string): string {
  if (text.startsWith('+')) return text;
  if (text.startsWith('00')) return `+${text.slice(2)}`;
  if (prefix === '+86' && /^86\d{11}$/.test(text)) return `+${text}`;
  // A trunk zero before the number is dropped when a country code goes in front.
  return prefix + text.replace(/^0/, '');
}
