import { setTimeout as wait } from 'node:timers/promises';
import { outboxResponseSchema } from '../protocol/account.ts';
import { mailboxResponseSchema } from '../protocol/account-security.ts';

/** The newest code sent to a number, `+8613800001234`, from the development outbox of the service. Waits up to 15 s for one sent after `since` (ms). */
export async function readSmsCode(serviceOrigin: string, phone: string, since = 0): Promise<string> {
  const address = `${serviceOrigin}/development/outbox?phone=${encodeURIComponent(phone)}`;
  const deadline = Date.now() + 15_000;
  while (Date.now() < deadline) {
    const answer = outboxResponseSchema.parse(await (await fetch(address)).json());
    const message = answer.messages.find(({ at }) => at >= since);
    if (message) return message.code;
    await wait(200);
  }
  throw new Error(`no code was sent to ${phone}`);
}

/** The code in the newest letter to an address. Throws where none was sent. */
export async function readEmailCode(serviceOrigin: string, email: string): Promise<string> {
  const address = `${serviceOrigin}/development/mailbox?email=${encodeURIComponent(email)}`;
  const { messages } = mailboxResponseSchema.parse(await (await fetch(address)).json());
  const code = /\d{6}/.exec(messages[0]?.subject ?? '')?.[0];
  if (code === undefined) throw new Error(`no code was sent to ${email}`);
  return code;
}
