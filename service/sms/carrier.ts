import * as z from 'zod/mini';
import { SmsError, type SmsMessage, type SmsSender } from './sms-sender.ts';

/** How long a carrier may take for one message, in milliseconds: the reader waits for it, twice at most. */
export const CONNECT_WITHIN_MS = 3_000;
export const ANSWER_WITHIN_MS = 5_000;

const RETRY_AFTER_MS = 1_000;

/** Asks a carrier once more, where that may help. Should it have taken the first after all, the reader gets the same code twice. */
export class RetryingSmsSender implements SmsSender {
  readonly #carrier: SmsSender;

  constructor(carrier: SmsSender) {
    this.#carrier = carrier;
  }

  async send(message: SmsMessage): Promise<void> {
    try {
      await this.#carrier.send(message);
    } catch (error) {
      if (!(error instanceof SmsError) || !error.isPassing) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_AFTER_MS));
      await this.#carrier.send(message).catch((second: unknown) => {
        throw second instanceof SmsError ? notSurely(second) : second;
      });
    }
  }
}

/** Whatever it says the second time, it may have taken the first. */
function notSurely({ message, isPassing, cause }: SmsError): SmsError {
  return new SmsError(message, { isPassing, isRefused: false, cause });
}

const thrownSchema = z.object({ code: z.string(), statusCode: z.optional(z.number()) });

/** What an SDK threw: the carrier's own code where it answered, else that it was not reached. Never its message, which may name the number. */
export function carrierError(name: string, cause: unknown, isPassing: (code: string) => boolean): SmsError {
  const thrown = thrownSchema.safeParse(cause);
  // Node's own codes (ECONNREFUSED) are in capitals throughout.
  if (!thrown.success || /^[A-Z_0-9]+$/.test(thrown.data.code))
    return new SmsError(`${name} was not reached`, { isPassing: true, cause });
  const { code, statusCode = 0 } = thrown.data;
  return new SmsError(`${name} refused: ${code}`, { isPassing: statusCode >= 500 || isPassing(code) });
}

/** What a carrier answered instead of taking the message; without a word of why it may have taken it. */
export function refusedWith(
  name: string,
  code: string | undefined,
  isPassing: (code: string) => boolean,
): SmsError {
  const passing = isPassing(code ?? '');
  return new SmsError(`${name} refused: ${code}`, {
    isPassing: passing,
    isRefused: code !== undefined && !passing,
  });
}

/** A host with its protocol. */
export function splitEndpoint(endpoint: string): { protocol: 'http' | 'https'; host: string } {
  const isPlain = endpoint.startsWith('http://');
  return { protocol: isPlain ? 'http' : 'https', host: endpoint.replace(/^https?:\/\//, '') };
}
