/** How it ended without the service: the reader did not want to, or the browser or authenticator could not. */
export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly code: 'no-permission' | 'cancelled' | 'none-shown' | 'exists' | 'failed';

  constructor(code: PasskeyError['code'], options?: ErrorOptions) {
    super(`passkey: ${code}`, options);
    this.code = code;
  }
}
