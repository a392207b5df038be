import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  RECOMMENDED_PASSWORD_LENGTH,
} from '../../protocol/account.ts';

export interface PasswordStrength {
  level: 'empty' | 'short' | 'fair' | 'good' | 'long';
  /** Characters as a reader counts them, not UTF-16 units. */
  length: number;
}

/** Length is what counts; there are no rules of composition. The service refuses common ones besides. */
export function passwordStrength(password: string): PasswordStrength {
  const length = [...password].length;
  if (length === 0) return { level: 'empty', length };
  if (length < MIN_PASSWORD_LENGTH) return { level: 'short', length };
  if (length > MAX_PASSWORD_LENGTH) return { level: 'long', length };
  return { level: length < RECOMMENDED_PASSWORD_LENGTH ? 'fair' : 'good', length };
}
