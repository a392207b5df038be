import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { routePath } from 'hono/route';
import type { ServiceContext } from './context.ts';
import { errorBody, ServiceError, statusOf } from './errors.ts';
import { allowExtension } from './middleware/allow-extension.ts';
import { callerAddress } from './middleware/caller-address.ts';
import type { Route } from './routes/route.ts';
import { ROUTES } from './routes/route-table.ts';

/** The application: every route of the table behind the same CORS, log and error answer. */
export function createApp(context: ServiceContext): Hono {
  const app = new Hono();
  app.use(watch(context));
  app.options('*', allowExtension(context.config.extensionOrigins));
  for (const route of served(context)) {
    app.on(route.method, route.path, (c) =>
      route.handle({ c, context, addressHash: () => addressHash(c, context) }),
    );
  }
  app.notFound((c) => answerError(c, new ServiceError('not-found')));
  app.onError((error, c) => {
    if (error instanceof ServiceError) return answerError(c, error);
    context.log.error(
      { err: describe(error), method: c.req.method, route: routePath(c, -1) },
      'a request failed',
    );
    return answerError(c, new ServiceError('internal'));
  });
  return app;
}

function served({ config }: ServiceContext): Route[] {
  return ROUTES.filter((route) => route.access !== 'development' || config.mode === 'development');
}

function addressHash(c: Context, { config, hashSecret }: ServiceContext): string {
  return hashSecret('address', callerAddress(c, config.proxyAddressHeader));
}

/** Measures and logs by the route's pattern: bodies, tokens, numbers and addresses never reach a log. */
function watch({ metrics, log }: ServiceContext) {
  return async (c: Context, next: () => Promise<void>) => {
    const start = performance.now();
    await next();
    const seconds = (performance.now() - start) / 1000;
    const labels = { method: c.req.method, route: routePath(c, -1), status: String(c.res.status) };
    metrics.requests.observe(labels, seconds);
    log.debug({ ...labels, seconds }, 'answered');
  };
}

function answerError(c: Context, error: ServiceError): Response {
  const { retryAfter } = error.details;
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  // What stays unread of a body would be taken for the next request.
  if (error.code === 'too-large' || c.req.method === 'PUT' || !isBodyRead(c.env))
    c.header('Connection', 'close');
  return c.json(errorBody(error), statusOf(error.code));
}

function isBodyRead(bindings: Partial<HttpBindings> | undefined): boolean {
  return bindings?.incoming?.complete ?? true;
}

/** An error's kind and place. Its message may quote what a member sent (Postgres does), so that is left out. */
function describe(error: Error) {
  const place = error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 12)
    .join('\n');
  return { type: error.name, code: 'code' in error ? error.code : undefined, place };
}
