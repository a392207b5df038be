import type * as z from 'zod/mini';
import * as errors1 from '../fixtures/wire/version-1/errors.ts';
import * as sync1 from '../fixtures/wire/version-1/sync.ts';

type Fetch = typeof fetch;

/** Every route of sync that version 1 had, with what it took and what it gave. */
const ROUTES_1: { method: string; path: RegExp; takes?: z.ZodMiniType; gives?: z.ZodMiniType }[] = [
  { method: 'GET', path: /^\/sync\/pull$/, gives: sync1.pullResponseSchema },
  {
    method: 'POST',
    path: /^\/sync\/push$/,
    takes: sync1.pushRequestSchema,
    gives: sync1.pushResponseSchema,
  },
  { method: 'GET', path: /^\/sync\/digest$/, gives: sync1.digestResponseSchema },
  { method: 'GET', path: /^\/sync\/events$/ },
  { method: 'HEAD', path: /^\/blobs\/[0-9a-f]{64}$/ },
  { method: 'PUT', path: /^\/blobs\/[0-9a-f]{64}$/ },
  { method: 'GET', path: /^\/blobs\/[0-9a-f]{64}$/ },
];

/** This service as one of version 1 would speak: what that one did not know is not there, in routes, requests and answers. */
export const asVersion1: Fetch = async (input, init) => {
  const { pathname } = new URL(String(input));
  const route = ROUTES_1.find(
    ({ method, path }) => method === (init?.method ?? 'GET') && path.test(pathname),
  );
  if (!route) return errorAnswer(404, { code: 'not-found' });
  if (route.takes && typeof init?.body === 'string') {
    const read = route.takes.safeParse(JSON.parse(init.body));
    if (!read.success) return errorAnswer(400, { code: 'bad-request' });
    return answerBy(await fetch(input, { ...init, body: JSON.stringify(read.data) }), init, route.gives);
  }
  return answerBy(await fetch(input, init), init, route.gives);
};

/** Schemas leave out what they do not know. */
async function answerBy(
  response: Response,
  init: RequestInit | undefined,
  gives: z.ZodMiniType | undefined,
): Promise<Response> {
  const reader = response.ok ? gives : errors1.errorBodySchema;
  if (!reader || !isJson(response, init)) return response;
  return Response.json(reader.parse(await response.json()), { status: response.status });
}

/** A service that knows more than this extension: it says more in each answer, refuses for reasons of its own, and is at times busy in a way that has a new name. */
export function asNewerVersion(refused: { id: string; isBusy: boolean }): Fetch {
  return async (input, init) => {
    const { pathname } = new URL(String(input));
    if (refused.isBusy) {
      return errorAnswer(503, { code: 'tidying-up', retryAfter: 5, until: 'tomorrow', affects: ['sync'] });
    }
    const response = await fetch(input, init);
    if (!isJson(response, init)) return response;
    const answer: unknown = await response.json();
    const more = { ...Object(answer), advice: { upgrade: true }, region: 'north' };
    const body = pathname === '/sync/push' ? withRefusal(more, String(init?.body), refused.id) : more;
    return Response.json(body, { status: response.status });
  };
}

function withRefusal(answer: { results?: unknown[] }, request: string, id: string): unknown {
  const sent: { records?: { id: string }[] } = JSON.parse(request);
  const at = sent.records?.findIndex((record) => record.id === id) ?? -1;
  if (at < 0) return answer;
  const refusal = { refused: 'out-of-season', until: 1_900_000_000_000 };
  return { ...answer, results: answer.results?.map((result, index) => (index === at ? refusal : result)) };
}

function errorAnswer(status: number, error: Record<string, unknown>): Response {
  return Response.json({ error }, { status });
}

/** The answer to a HEAD has no body, whatever its headers say. */
function isJson(response: Response, init: RequestInit | undefined): boolean {
  if (init?.method === 'HEAD') return false;
  return response.headers.get('content-type')?.startsWith('application/json') ?? false;
}
