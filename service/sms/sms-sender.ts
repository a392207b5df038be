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
  /** It has surely not taken it: it said so, for good, and was asked once. */
  readonly isRefused: boolean;

  constructor(message: string, { isPassing, isRefused = !isPassing, cause }: Outcome) {
    super(message, { cause });
    this.isPassing = isPassing;
    this.isRefused = isRefused;
  }
}

interface Outcome {
  isPassing: boolean;
  isRefused?: boolean;
  cause?: unknown;
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
