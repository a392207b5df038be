import * as z from 'zod/mini';
import { isQuotaError, LibraryError } from '../library/library-error.ts';
import type { CallErrorCode, PageRequests, Reply, Requests, ViewRequests } from './contract.ts';
import { isOwnPage, type OwnExtension, type PageSender, pageSender, type RawSender } from './sender.ts';

/** One handler a request: whom it answers is settled by `fromPage` or `fromView`, which also read the body. */
export type AnswerTable = {
  [Name in keyof PageRequests]: Answerer<PageRequests[Name]['answer']>;
} & {
  [Name in keyof ViewRequests]: Answerer<ViewRequests[Name]['answer']>;
};

type Answerer<Answer> = (body: unknown, sender: RawSender, own: OwnExtension) => Promise<Answer>;

/**
 * The background's one listener. Whatever arrives is answered: with data, or with an error that has a name. Unknown, malformed and
 * forbidden messages are refused; nothing that a page sends can make it throw.
 */
export function answerMessages(
  table: AnswerTable,
  own: OwnExtension,
): (message: unknown, sender: RawSender) => Promise<Reply<unknown>> {
  return async (message, sender) => {
    try {
      const read = messageSchema.safeParse(message);
      if (!read.success) throw new RequestError('refused', 'not a message');
      const { name, body } = read.data;
      if (!isRequest(name, table)) throw new RequestError('refused', `unknown message ${name.slice(0, 60)}`);
      return { answer: await table[name](body, sender, own) };
    } catch (error) {
      return { error: describeError(error) };
    }
  };
}

/** A request that a script in a page may make about its own page. */
export function fromPage<Ask, Answer>(
  body: z.ZodMiniType<Ask>,
  answer: (ask: Ask, page: PageSender) => Promise<Answer>,
): Answerer<Answer> {
  return async (raw, sender, own) => {
    const page = await pageSender(sender, own);
    if (page === null) throw new RequestError('refused', 'only a script in a page may ask this');
    return answer(readBody(body, raw), page);
  };
}

/** A request that only our own pages may make. */
export function fromView<Ask, Answer>(
  body: z.ZodMiniType<Ask>,
  answer: (ask: Ask) => Promise<Answer>,
): Answerer<Answer> {
  return async (raw, sender, own) => {
    if (!isOwnPage(sender, own))
      throw new RequestError('refused', 'only a page of the extension may ask this');
    return answer(readBody(body, raw));
  };
}

/** A request that can't be fulfilled, for a reason the asker is told. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly code: CallErrorCode;

  constructor(code: CallErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

const messageSchema = z.object({ name: z.string(), body: z.optional(z.unknown()) });

/** Own names only, so that `constructor` or `__proto__` find nothing. */
function isRequest(name: string, table: AnswerTable): name is keyof Requests {
  return Object.hasOwn(table, name);
}

function readBody<Ask>(schema: z.ZodMiniType<Ask>, raw: unknown): Ask {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  const where = read.error.issues.map((issue) => issue.path.join('.') || 'the body').slice(0, 3);
  throw new RequestError('refused', `malformed: ${where.join(', ')}`);
}

function describeError(error: unknown): { name: string; code: CallErrorCode; message: string } {
  if (!(error instanceof Error)) return { name: 'Error', code: 'internal', message: String(error) };
  return { name: error.name, code: codeOf(error), message: error.message };
}

function codeOf(error: Error): CallErrorCode {
  if (error instanceof RequestError) return error.code;
  if (isQuotaError(error)) return 'storage-full';
  if (!(error instanceof LibraryError)) return 'internal';
  if (error.code === 'note-too-long') return 'too-large';
  return error.code === 'bad-name' || error.code === 'removed' ? 'refused' : error.code;
}
