import type { RequestListener } from 'node:http';
import { isExtension } from './middleware/allow-extension.ts';

/** No answer is a page, and none may be kept, guessed at or shown in a frame. Browsers heed HSTS behind TLS alone, so it may always be sent. */
const FIXED: [name: string, value: string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Cache-Control', 'no-store'],
  ['Referrer-Policy', 'no-referrer'],
  [
    'Content-Security-Policy',
    "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  ],
  ['X-Frame-Options', 'DENY'],
  ['Strict-Transport-Security', 'max-age=31536000; includeSubDomains'],
  ['Access-Control-Expose-Headers', 'Retry-After'],
  ['Vary', 'Origin'],
];

/**
 * Gives every answer its headers before the application sees the request: so none lacks them, not even one that fails on the way, and they cost a tenth
 * of what they would on each `Response`.
 */
export function withFixedHeaders(extensionOrigins: string[], listener: RequestListener): RequestListener {
  return (incoming, outgoing) => {
    for (const [name, value] of FIXED) outgoing.setHeader(name, value);
    const { origin } = incoming.headers;
    if (origin !== undefined && isExtension(origin, extensionOrigins)) {
      outgoing.setHeader('Access-Control-Allow-Origin', origin);
    }
    return listener(incoming, outgoing);
  };
}
