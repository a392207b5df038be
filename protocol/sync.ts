import * as z from 'zod/mini';
import { syncRecordSchema } from './records.ts';

/** One call carries at most this many records, and at most this many bytes of JSON. */
export const MAX_PUSH_RECORDS = 500;
export const MAX_PUSH_BYTES = 1024 * 1024;
/** Records in one page of a pull. */
export const PULL_PAGE = 500;
/** Bytes of a snapshot or image as it is sent. */
export const MAX_BLOB_BYTES = 20 * 1024 * 1024;

const epochSchema = z.string().check(z.regex(/^[0-9a-zA-Z_-]{8,64}$/));
export const sha256Schema = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** `POST sync/push`. Records are read one by one, so that one bad record never blocks the others. */
export const pushRequestSchema = z.object({
  epoch: epochSchema,
  records: z.array(z.unknown()).check(z.maxLength(MAX_PUSH_RECORDS)),
});

export const REFUSALS = ['bad-shape', 'too-large', 'clock-ahead', 'quota-exceeded'] as const;
export type Refusal = (typeof REFUSALS)[number];
/** A newer service may know more reasons; to this version they are all one: the record is set aside. */
const refusalSchema = z.catch(z.enum(REFUSALS), 'bad-shape');

const revisionSchema = z.number().check(z.int(), z.nonnegative());

/**
 * One entry a record, in the order of the request: stored, or refused with the reason. `now`: the service's time, ms. `feed`: the member's
 * revision before and after this push; a device that stood at the one stands at the other now, and need not pull what it has just sent.
 */
export const pushResponseSchema = z.object({
  epoch: epochSchema,
  now: z.number(),
  results: z.array(z.union([z.literal('stored'), z.object({ refused: refusalSchema })])),
  feed: z.optional(z.object({ before: revisionSchema, after: revisionSchema })),
});
export type PushResponse = z.infer<typeof pushResponseSchema>;

/** `GET sync/pull?since=N&epoch=E`. A device that has never synced leaves `epoch` out. */
export const pullQuerySchema = z.object({
  since: z.coerce.number().check(z.int(), z.nonnegative()),
  epoch: z.optional(epochSchema),
});

/**
 * Records with a revision above `since`, in order. `next` is where the following page, or the next pull, begins. `total`: how many records the
 * service holds of the member, for the progress of a first sync.
 */
export const pullResponseSchema = z.object({
  epoch: epochSchema,
  now: z.number(),
  records: z.array(z.unknown()),
  next: revisionSchema,
  more: z.boolean(),
  total: z.optional(z.number().check(z.int(), z.nonnegative())),
});
export type PullResponse = z.infer<typeof pullResponseSchema>;
export { syncRecordSchema as pulledRecordSchema };

/** `GET sync/digest`: what the service holds of the member's, for comparison (see digest.ts). */
export const digestResponseSchema = z.object({
  epoch: epochSchema,
  revision: z.number(),
  kinds: z.record(z.string(), z.object({ count: z.number(), hash: z.string() })),
});
export type DigestResponse = z.infer<typeof digestResponseSchema>;

/** `POST blobs/sizes`: which of these the service keeps of the member's, and how many bytes each takes as it is sent. Others are left out. */
export const MAX_BLOBS_ASKED = 1000;
export const blobSizesRequestSchema = z.object({
  hashes: z.array(sha256Schema).check(z.maxLength(MAX_BLOBS_ASKED)),
});
export const blobSizesResponseSchema = z.object({ sizes: z.record(sha256Schema, z.number()) });
export type BlobSizesResponse = z.infer<typeof blobSizesResponseSchema>;

/** `GET sync/events` is a stream of server-sent events; each `changed` event carries this as JSON. */
export const changedEventSchema = z.object({ revision: z.number() });
/** The last event of a service that is about to stop: come again after a while of up to `within` milliseconds, so that not all come at once. */
export const drainingEventSchema = z.object({ within: z.number().check(z.positive()) });
export type DrainingEvent = z.infer<typeof drainingEventSchema>;
