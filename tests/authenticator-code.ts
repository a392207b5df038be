import { Secret, TOTP } from 'otpauth';

/** What an authenticator shows for a secret, now or `steps` half minutes later. */
export function authenticatorCode(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  return totp.generate({ timestamp: Date.now() + steps * 30_000 });
}
