/** Brings a code to a phone. */
export interface SmsSender {
  /** Resolves once the carrier has taken it. Throws `SmsError` with the carrier's reason. */
  send(message: SmsMessage): Promise<void>;
}

export interface SmsMessage {
  /** E.164. */
  phone: string;
  code: string;
  purpose: string;
}

/** The carrier didn't take a message. `reason` is its own word for why, and names no number. */
export class SmsError extends Error {
  override name = 'SmsError';
}

export type SmsSettings = { provider: 'outbox' } | AlibabaSettings | TencentSettings;

interface CarrierSettings {
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  /** A template with one variable: the code. */
  template: string;
}
export interface AlibabaSettings extends CarrierSettings {
  provider: 'alibaba';
}
export interface TencentSettings extends CarrierSettings {
  provider: 'tencent';
  appId: string;
  region: string;
}
