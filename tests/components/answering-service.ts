import { vi } from 'vitest';

type Body = Record<string, unknown>;

export interface AnsweringService {
  /** What it was asked, in order. */
  asked: { path: string; body: Body }[];
  bodiesOf: (path: string) => Body[];
}

/** Stands in for the network: a service that answers each path as told, and knows no other. */
export function answeringService(
  answers: Record<string, (body: Body) => Response | Promise<Response>>,
): AnsweringService {
  const asked: AnsweringService['asked'] = [];
  vi.stubGlobal('fetch', async (address: string, { body }: RequestInit) => {
    const path = new URL(address).pathname;
    const read: Body = JSON.parse(String(body ?? '{}'));
    asked.push({ path, body: read });
    return (await answers[path]?.(read)) ?? refusal('not-found', 404);
  });
  const bodiesOf = (path: string) => asked.filter((one) => one.path === path).map(({ body }) => body);
  return { asked, bodiesOf };
}

export function refusal(code: string, status = 400): Response {
  return Response.json({ error: { code } }, { status });
}

/** Done, without a word. */
export function done(): Response {
  return new Response(null, { status: 204 });
}

/** A code was sent. */
export function codeSent(): Response {
  return Response.json({ expiresIn: 300, resendAfter: 60 });
}
