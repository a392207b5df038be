import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Session } from '../account/sessions.ts';
import type { ServiceContext } from '../context.ts';
import { ServiceError } from '../errors.ts';
import { authenticate } from '../middleware/authenticate.ts';
import { readJson } from '../middleware/read-json.ts';

/**
 * One call of the service, as data: the table of them (route-table.ts) makes the application, the OpenAPI document
 * and the tests that walk every route. Who may call and what shape is accepted is checked by the same code for all.
 */
export interface Route extends Description {
  access: 'public' | 'member' | 'development';
  input: InputShape;
  /** Authenticate, validate, then the route's own story. Throws `ServiceError`. */
  handle(call: BaseCall): Promise<Response>;
}

interface Description {
  method: 'GET' | 'POST' | 'PUT';
  /** In Hono's form: `/blobs/:sha256`. A GET answers HEAD too. */
  path: string;
  summary: string;
  maxBodyBytes?: number;
  /** The JSON of a success; absent where it is not JSON. */
  response?: z.ZodMiniType;
}

interface InputShape {
  params?: z.ZodMiniType;
  query?: z.ZodMiniType;
  body?: z.ZodMiniType;
}
type Input<Shape extends InputShape> = z.output<ReturnType<typeof z.object<Shape>>>;

interface BaseCall {
  c: Context;
  context: ServiceContext;
  /** An HMAC of where the request came from. */
  addressHash: () => string;
}
export interface PublicCall<Shape extends InputShape> extends BaseCall {
  input: Input<Shape>;
}
export interface MemberCall<Shape extends InputShape> extends PublicCall<Shape> {
  session: Session;
}

/** An ended session is refused within a second. */
const BODY_AT_ONCE_MS = 500;

/** A route for a signed-in member: `session` says who, and nothing else does. */
export function memberRoute<Shape extends InputShape>(
  route: Description & { input: Shape; answer(call: MemberCall<Shape>): Promise<Response> },
): Route {
  const readInput = inputReader(route);
  return {
    ...route,
    access: 'member',
    async handle(call) {
      const { c, context } = call;
      const session = await authenticate(context, c.req.raw);
      const begun = performance.now();
      const input = await readInput(c, context);
      // A body that took its time to come must not outlive the session that it came in.
      const isLate = performance.now() - begun > BODY_AT_ONCE_MS;
      return route.answer({
        ...call,
        session: isLate ? await authenticate(context, c.req.raw) : session,
        input,
      });
    },
  };
}

/** A route for everybody. */
export function publicRoute<Shape extends InputShape>(
  route: Description & { input: Shape; answer(call: PublicCall<Shape>): Promise<Response> },
): Route {
  const readInput = inputReader(route);
  return {
    ...route,
    access: 'public',
    handle: async (call) => route.answer({ ...call, input: await readInput(call.c, call.context) }),
  };
}

/**
 * For everybody on this machine, and there in development alone. A page whose own name was made to lead here (DNS rebinding) could read it,
 * were it not for the name it asked by.
 */
export function developmentRoute<Shape extends InputShape>(
  route: Description & { input: Shape; answer(call: PublicCall<Shape>): Promise<Response> },
): Route {
  const { handle } = publicRoute(route);
  return {
    ...route,
    access: 'development',
    async handle(call) {
      if (!LOOPBACK_NAMES.includes(new URL(call.c.req.url).hostname)) throw new ServiceError('not-found');
      return handle(call);
    },
  };
}
const LOOPBACK_NAMES = ['127.0.0.1', '[::1]', 'localhost'];

/** The largest JSON of a route that doesn't say otherwise. */
const MAX_SMALL_BODY_BYTES = 16 * 1024;

function inputReader<Shape extends InputShape>({
  input,
  maxBodyBytes,
}: Description & { input: Shape }): (c: Context, context: ServiceContext) => Promise<Input<Shape>> {
  const schema = z.object(input);
  return async (c, { config }) => {
    const given = {
      ...(input.params && { params: c.req.param() }),
      ...(input.query && { query: c.req.query() }),
      ...(input.body && {
        body: await readJson(c, maxBodyBytes ?? MAX_SMALL_BODY_BYTES, config.patience?.jsonMs),
      }),
    };
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    // The place alone: a message might quote what was sent.
    throw new ServiceError('bad-request', { detail: `not accepted: ${issue?.path.join('.')}` });
  };
}
