import { browser } from 'wxt/browser';
import type { CallErrorCode, Reply, Requests } from './contract.ts';

type Body<Name extends keyof Requests> = Requests[Name]['ask'] extends undefined
  ? []
  : [body: Requests[Name]['ask']];

/**
 * Asks the background and waits for its answer; every request may be repeated, so one that a dying worker cut off is asked again
 * once. Throws `CallError`, whose `code` says what to tell the reader.
 */
export async function call<Name extends keyof Requests>(
  name: Name,
  ...[body]: Body<Name>
): Promise<Requests[Name]['answer']> {
  const reply = await send<Requests[Name]['answer']>({ name, body });
  if ('error' in reply) throw new CallError(reply.error.code, reply.error.message);
  return reply.answer;
}

export class CallError extends Error {
  override readonly name = 'CallError';
  readonly code: CallErrorCode;

  constructor(code: CallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Waits for what asks the background. Where that can't be reached, nothing has come of it. */
export async function whereReached(asking: Promise<unknown>): Promise<void> {
  await asking.catch((error: unknown) => {
    if (!(error instanceof CallError)) throw error;
  });
}

/** The script is of an extension that was updated since: only a reload of the page helps. */
export function isOrphaned(error: unknown): boolean {
  return error instanceof CallError && error.code === 'extension-updated';
}

/** Long enough for a stopped worker to be on its way up again, short enough not to be noticed. */
const RETRY_AFTER_MS = 300;

async function send<Answer>(message: { name: string; body: unknown }): Promise<Reply<Answer>> {
  const first = await sendOnce<Answer>(message).catch(() => null);
  if (first !== null) return first;
  await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
  let cause: unknown;
  const second = await sendOnce<Answer>(message).catch((error: unknown) => {
    cause = error;
    return null;
  });
  if (second === null) throw new CallError('extension-updated', `no answer to ${message.name}`, { cause });
  return second;
}

/** Null where nobody answered. */
async function sendOnce<Answer>(message: { name: string; body: unknown }): Promise<Reply<Answer> | null> {
  // An updated extension leaves its old scripts in open tabs without a runtime.
  if (browser.runtime?.id === undefined) {
    throw new CallError('extension-updated', `the extension was updated before ${message.name}`);
  }
  const reply: Reply<Answer> | null | undefined = await browser.runtime.sendMessage(message);
  return reply ?? null;
}
