import { deviceSentence, errorSentence } from '../../locales/errors.ts';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { PasskeyError } from '../../utils/account/passkey-error.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { language, textsOf } from '../../utils/appearance.ts';

/** How something ended, in words. */
export interface Said {
  isWrong: boolean;
  words: string;
  /** The service knows the session no more: signing in again is the way on. */
  isSignedOut?: boolean;
}

/** That something failed, and why. */
export function failureSaid(error: unknown, where: string): Said {
  const isSignedOut = error instanceof ServiceError && error.code === 'unauthorized';
  return { isWrong: true, words: failureWords(error, where), isSignedOut };
}

/** Why something failed, as a sentence to its reader. What nobody has foreseen goes to the console besides; `where` says where it came up. */
export function failureWords(error: unknown, where: string): string {
  if (error instanceof ServiceError) return errorSentence(language.value, error, navigator.onLine);
  if (error instanceof PasskeyError) return textsOf(passkeyTexts)[error.code];
  console.error(where, error);
  return deviceSentence(language.value);
}
