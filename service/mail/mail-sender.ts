import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** Brings a letter to an address that somebody says is theirs. */
export interface MailSender {
  /** Resolves once the mail server has taken it. */
  send(mail: Mail): Promise<void>;
}

/** `none`: no e-mail can be set. */
export type MailSettings = { provider: 'outbox' } | { provider: 'none' } | SmtpSettings;
export interface SmtpSettings {
  provider: 'smtp';
  /** `smtps://user:password@host:465`. */
  url: string;
  from: string;
}

/** The sender the configuration asks for; null where there is none. */
export function createMailSender(settings: MailSettings): MailSender | null {
  if (settings.provider === 'none') return null;
  return settings.provider === 'outbox' ? new OutboxMailSender() : smtpSender(settings);
}

const WAIT_MS = 15_000;

function smtpSender({ url, from }: SmtpSettings): MailSender {
  const transport = createTransport(
    { url, connectionTimeout: WAIT_MS, greetingTimeout: WAIT_MS, socketTimeout: WAIT_MS },
    // A letter is words alone: nothing in it may name a file or an address to be fetched.
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ to, subject, text }) {
      await transport.sendMail({ to: { name: '', address: to }, subject, text });
    },
  };
}

const KEPT_MESSAGES = 200;

/** Keeps in memory what would have been sent, for development and tests. */
export class OutboxMailSender implements MailSender {
  readonly #messages: (Mail & { at: number })[] = [];

  async send(mail: Mail): Promise<void> {
    this.#messages.unshift({ ...mail, at: Date.now() });
    this.#messages.length = Math.min(this.#messages.length, KEPT_MESSAGES);
  }

  /** Newest first. */
  messages(to: string): (Mail & { at: number })[] {
    return this.#messages.filter((message) => message.to === to);
  }
}
