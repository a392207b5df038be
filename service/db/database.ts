import type { Kysely, Transaction } from 'kysely';

/**
 * The tables, one interface each. Columns are snake_case in the database; a Kysely plugin translates.
 * Members' content (`MemberFeed`, `Record`, `Blob`) is keyed by member first, and no query of theirs leaves one member, so
 * that they can be distributed by member. `bytes` columns are double precision: a bigint would arrive as text.
 */
export interface Tables {
  member: MemberTable;
  identity: IdentityTable;
  session: SessionTable;
  consent: ConsentTable;
  smsCode: SmsCodeTable;
  attempt: AttemptTable;
  usedChallenge: UsedChallengeTable;
  audit: AuditTable;
  serviceState: ServiceStateTable;
  memberFeed: MemberFeedTable;
  record: RecordTable;
  blob: BlobTable;
}
export type Database = Kysely<Tables>;
export type Tx = Transaction<Tables>;

/** Columns named by better-auth, whose adapter writes them; so are those of `identity` and `session`. */
export interface MemberTable {
  id: string;
  name: string;
  /** better-auth asks for one; until a member sets theirs it is `<id>@members.invalid`. */
  email: string;
  emailVerified: boolean;
  image: string | null;
  phoneNumber: string | null;
  phoneNumberVerified: boolean | null;
  username: string | null;
  displayUsername: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** One way to sign in: a password (`providerId` is `credential`), or a third party's account. */
export interface IdentityTable {
  id: string;
  accountId: string;
  providerId: string;
  userId: string;
  accessToken: string | null;
  refreshToken: string | null;
  idToken: string | null;
  accessTokenExpiresAt: Date | null;
  refreshTokenExpiresAt: Date | null;
  scope: string | null;
  password: string | null;
  createdAt: Date;
  updatedAt: Date;
}

/** `token` is an HMAC of the token: a copy of the database signs nobody in. */
export interface SessionTable {
  id: string;
  token: string;
  userId: string;
  deviceName: string | null;
  /** When its device last pulled, to the minute. */
  syncedAt: Date | null;
  ipAddress: string | null;
  userAgent: string | null;
  expiresAt: Date;
  createdAt: Date;
  updatedAt: Date;
}

export interface ConsentTable {
  memberId: string;
  policyVersion: string;
  at: Date;
}

/** Numbers and codes are HMACs here. */
export interface SmsCodeTable {
  id: string;
  phoneHash: string;
  purpose: string;
  codeHash: string;
  tries: number;
  createdAt: Date;
  expiresAt: Date;
  usedAt: Date | null;
}

/** What is counted to limit it: sends, guesses, failed sign-ins. `key` holds HMACs, never a number or an address. */
export interface AttemptTable {
  key: string;
  at: Date;
}

export interface UsedChallengeTable {
  id: string;
  expiresAt: Date;
}

export interface AuditTable {
  at: Date;
  event: string;
  memberId: string | null;
  sessionId: string | null;
  addressHash: string | null;
}

/** One row. */
export interface ServiceStateTable {
  onlyRow: boolean;
  epoch: string;
}

/** One row a member, locked by whoever writes the member's content: so revisions become visible in order. */
export interface MemberFeedTable {
  memberId: string;
  revision: number;
  recordBytes: number;
  recordCount: number;
}

/** `body` is the record as JSON text (jsonb would lose key order and refuse U+0000); `newest` its newest stamp. */
export interface RecordTable {
  memberId: string;
  kind: string;
  id: string;
  revision: number;
  newest: string;
  bytes: number;
  /** When it was deleted, by the deletion's own stamp; null again once its other fields are empty. */
  deletedAt: Date | null;
  body: string;
}

export interface BlobTable {
  memberId: string;
  sha256: string;
  contentType: string;
  /** Compressed, as stored. */
  bytes: number;
  /** When a record was last known to name it, or when it came. */
  namedAt: Date;
}
