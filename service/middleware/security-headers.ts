import type { MiddlewareHandler } from 'hono';

/** No answer is a page, and none may be kept, guessed at or shown in a frame. HSTS belongs to the proxy that speaks TLS. */
export const securityHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('X-Content-Type-Options', 'nosniff');
  c.res.headers.set('Cache-Control', 'no-store');
  c.res.headers.set('Referrer-Policy', 'no-referrer');
  c.res.headers.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  c.res.headers.set('X-Frame-Options', 'DENY');
};
