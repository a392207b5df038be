/**
 * The version of what travels between extension and service, and what each one brought. Readers update when their browser does, and a service
 * when its operator does: each version works with the one before it, on either side. So a new version adds optional fields, routes, reasons
 * and kinds; it takes nothing away, and gives no known name another meaning.
 */
export const PROTOCOL_HISTORY = {
  1: 'records, push, pull, digest, events, blobs; accounts by mobile number',
  2: 'pull tells `total`, push tells `feed`; `POST blobs/sizes`, `GET account/devices`, `POST account/recovery`, a second factor, what a member does about their account and tells of themselves, third parties, passkeys, which sign in and prove; the kind `site-rule`; marks of whole elements',
} as const;

export const PROTOCOL_VERSION = 2 satisfies keyof typeof PROTOCOL_HISTORY;
