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

/** The carrier didn't take a message. The message holds its own word for why, and names no number. */
export class SmsError extends Error {
  override name = 'SmsError';
  /** It may take the same a moment later: it was not reached, or says so itself. */
  readonly isPassing: boolean;

  constructor(message: string, { isPassing, cause }: { isPassing: boolean; cause?: unknown }) {
    super(message, { cause });
    this.isPassing = isPassing;
  }
}

export type SmsSettings = { provider: 'outbox' } | AlibabaSettings | TencentSettings;

export interface CarrierSettings {
  accessKeyId: string;
  accessKeySecret: string;
  signName: string;
  /** A template with one variable: the code. */
  template: string;
  /** Another host of the carrier's than the usual one, as `sms.ap-singapore.tencentcloudapi.com`; `http://` before it is for tests. */
  endpoint?: string;
}
export interface AlibabaSettings extends CarrierSettings {
  provider: 'alibaba';
}
export interface TencentSettings extends CarrierSettings {
  provider: 'tencent';
  appId: string;
  region: string;
}
