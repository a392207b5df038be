import { createHmac } from 'node:crypto';

/** What the database may hold of a number, a code, a token or an address: useless without the service's secret. */
export type HashSecret = (purpose: HashPurpose, value: string) => string;
export type HashPurpose = 'phone' | 'code' | 'token' | 'address' | 'account' | 'challenge' | 'recovery';

/** The purpose keeps hashes of the same text for different uses apart. */
export function createHashSecret(secret: string): HashSecret {
  return (purpose, value) => createHmac('sha256', secret).update(`${purpose}\n${value}`).digest('base64url');
}
