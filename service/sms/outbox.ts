import type { SmsMessage, SmsSender } from './sms-sender.ts';

export interface OutboxMessage extends SmsMessage {
  /** Milliseconds since 1970. */
  at: number;
}

const KEPT_MESSAGES = 200;

/** Keeps in memory what would have been sent, for development and tests, where the account page can show it. */
export class OutboxSmsSender implements SmsSender {
  readonly #messages: OutboxMessage[] = [];

  async send(message: SmsMessage): Promise<void> {
    this.#messages.unshift({ ...message, at: Date.now() });
    this.#messages.length = Math.min(this.#messages.length, KEPT_MESSAGES);
  }

  /** Newest first, those of one number if one is given. */
  messages(phone?: string): OutboxMessage[] {
    return this.#messages.filter((message) => phone === undefined || message.phone === phone);
  }
}
