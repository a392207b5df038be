import * as z from 'zod/mini';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { selectorSchema } from '../../protocol/selectors.ts';
import { MARK_COLOURS, MARK_STYLES } from '../library/library.ts';
import { siteRuleFields } from '../library/site-rule-schema.ts';
import type { PageRequests, ViewRequests } from './contract.ts';
import { evidenceSchema } from './reading-schema.ts';

type Bodies<Requests extends Record<keyof Requests, { ask: unknown }>> = {
  [Name in keyof Requests]: z.ZodMiniType<Requests[Name]['ask']>;
};

const nothing = z.undefined();
const recordId = z.string().check(z.regex(/^[A-Za-z0-9:_.@-]{1,128}$/));
const markId = z.string().check(z.regex(/^[0-9a-z]{16,32}$/));
const address = z.string().check(z.maxLength(8192));
const owner = z.object({ kind: z.enum(['article', 'mark']), id: recordId });
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/));
/** Three of a kind are usual; a script has no reason to send more than a few. */
const selectors = z.array(selectorSchema).check(z.maxLength(16));
/** Marks of one page whose words may be asked for with what stood around them. */
const MOST_RECALLED = 200;
const colour = z.literal(MARK_COLOURS);
const style = z.literal(MARK_STYLES);
const noteText = z.string().check(z.maxLength(MAX_NOTE_LENGTH));
const tagName = z.string().check(z.trim(), z.minLength(1), z.maxLength(80));
/** With the stamps of what its writer had seen (utils/note-draft.ts): at most 64, of 27 characters. */
const draftText = z.string().check(z.maxLength(MAX_NOTE_LENGTH + 2000));
/** Names the field and the page; a page's drafts are kept below its own address. */
const draftKey = z.string().check(z.minLength(1), z.maxLength(9000));
const documentId = z.string().check(z.minLength(1), z.maxLength(128));
/** A field's value, and the words found in its place. */
const line = z.string().check(z.maxLength(20_000));
const tabId = z.int().check(z.nonnegative());
/** Of an article. */
const pageNumber = z.int().check(z.positive(), z.lt(1000));
/** Characters; the pieces of ARCHITECTURE.md are 4 MiB. */
const MAX_PIECE_LENGTH = 4 * 1024 * 1024;

export const pageBodies: Bodies<PageRequests> = {
  detected: z.object({
    kind: z.enum(['article', 'list', 'home', 'member', 'search', 'other']),
    isObservation: z.boolean(),
    address,
  }),
  'page-article': nothing,
  'save-mark': z.object({
    id: markId,
    pageSelectors: selectors,
    snapshotSelectors: z.exactOptional(selectors),
    snapshot: z.exactOptional(z.nullable(sha256)),
    colour,
    style,
  }),
  'recall-quotes': z.object({ ids: z.array(markId).check(z.maxLength(MOST_RECALLED)) }),
  'edit-mark': z.object({
    id: markId,
    changes: z.object({
      colour: z.exactOptional(colour),
      style: z.exactOptional(style),
      pageSelectors: z.exactOptional(selectors),
      snapshotSelectors: z.exactOptional(selectors),
      snapshot: z.exactOptional(z.nullable(sha256)),
    }),
  }),
  'delete-mark': z.object({ id: markId }),
  'restore-mark': z.object({ id: markId }),
  'write-note': z.object({
    owner,
    text: noteText,
    seen: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(64)),
  }),
  'add-tag': z.object({ owner, name: tagName }),
  'remove-tag': z.object({ owner, tagId: recordId }),
  'tag-names': nothing,
  draft: z.object({ key: draftKey }),
  'set-draft': z.object({ key: draftKey, text: z.nullable(draftText) }),
  'begin-sentences': nothing,
  'begin-rare': nothing,
  'begin-notes': nothing,
  'begin-frames': nothing,
  'begin-recall': nothing,
  'begin-reattach': nothing,
  'begin-panel': nothing,
  'bring-rules': z.object({ name: z.literal('spaced') }),
  'reading-piece': z.object({
    transfer: z.string().check(z.regex(/^[0-9.e-]{1,32}$/)),
    index: z.int().check(z.nonnegative(), z.lt(64)),
    text: z.string().check(z.maxLength(MAX_PIECE_LENGTH)),
  }),
  'reading-progress': z.object({ page: pageNumber, total: pageNumber }),
};

export const viewBodies: Bodies<ViewRequests> = {
  'read-page': z.object({ tabId }),
  'save-page': z.object({ tabId, documentId }),
  'stop-reading': z.object({ tabId }),
  'show-place': z.object({ tabId, documentId, selector: address, text: line, value: line }),
  'start-picking': z.object({ tabId, documentId }),
  'propose-rule': z.object({
    tabId,
    documentId,
    field: siteRuleFields.field,
    value: z.nullable(z.union([line, z.array(line).check(z.maxLength(100))])),
    evidence: z.nullable(evidenceSchema),
  }),
  'try-rule': z.object({
    tabId,
    documentId,
    field: siteRuleFields.field,
    take: siteRuleFields.take,
    articles: z
      .array(z.object({ address, value: z.nullable(z.union([line, z.array(line).check(z.maxLength(100))])) }))
      .check(z.maxLength(20)),
  }),
  'show-marks': z.object({ tabId }),
  'keep-note': z.object({
    account: recordId,
    owner,
    text: noteText,
    seen: z.array(z.string().check(z.maxLength(64))).check(z.maxLength(64)),
    draft: draftKey,
  }),
  'site-switched': z.object({ pattern: address, on: z.boolean() }),
  'list-links': z.object({ tabId }),
  gather: z.object({
    items: z
      .array(z.object({ address, title: z.string().check(z.maxLength(300)), tabId: z.exactOptional(tabId) }))
      .check(z.maxLength(200)),
  }),
  'gather-step': nothing,
  'gather-stop': nothing,
  'fetch-images': z.object({ articleId: recordId, hash: sha256, addresses: z.array(address) }),
  'back-up': nothing,
  'backup-made': z.nullable(
    z.object({ url: address.check(z.startsWith('blob:')), bytes: z.number(), account: recordId }),
  ),
  'sync-now': nothing,
  'sync-state': nothing,
  'offline-step': nothing,
  'session-changed': nothing,
};
