import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** The id that the pinned key in the manifest gives the extension in development. */
export const DEVELOPMENT_EXTENSION_ORIGIN = 'chrome-extension://kaplhnmnphjgibkbmhfcbimbellgagbg';

/** Chromium keeps an answer at most two hours (https://fetch.spec.whatwg.org/#http-access-control-max-age leaves it open). */
const MAX_AGE_S = 7_200;

/**
 * Whether the extension's pages ask: exact ids for Chromium; any `moz-extension://` origin for Firefox, whose ids differ in every
 * profile. That is safe because no cookie ever authenticates, so credentials are never allowed.
 */
export function isExtension(origin: string, extensionOrigins: string[]): boolean {
  return extensionOrigins.includes(origin) || /^moz-extension:\/\/[0-9a-f-]{36}$/.test(origin);
}

/** Answers the question that browsers ask before a request (a preflight). What the answers themselves say is in fixed-headers.ts. */
export function allowExtension(extensionOrigins: string[]): MiddlewareHandler {
  return cors({
    origin: (origin) => (isExtension(origin, extensionOrigins) ? origin : null),
    allowMethods: ['GET', 'HEAD', 'POST', 'PUT'],
    allowHeaders: ['Authorization', 'Content-Type', 'Content-Encoding'],
    maxAge: MAX_AGE_S,
  });
}
