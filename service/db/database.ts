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
  secondFactor: SecondFactorTable;
  recoveryCode: RecoveryCodeTable;
  signInStep: SignInStepTable;
  passkey: PasskeyTable;
  passkeyChallenge: PasskeyChallengeTable;
  thirdPartyFlow: ThirdPartyFlowTable;
  thirdPartyTicket: ThirdPartyTicketTable;
  jobRun: JobRunTable;
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
  organisation: string | null;
  jobTitle: string | null;
  /** A list as JSON. */
  channels: string | null;
  /** The name under which the picture is served. */
  avatar: string | null;
  /** When the account is deleted, unless it is taken back before. */
  deleteAt: Date | null;
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
  /** What the third party calls the same person where it gives no name of today's kind. */
  formerAccountId: string | null;
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
  /** As the device told. */
  timeZone: string | null;
  /** When the member last proved to be who they are. */
  provedAt: Date | null;
  ipAddress: string | null;
  /** What the device called itself, such as `Edge · Windows`: never the whole of what its browser sends. */
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

/** `secret` is sealed: a copy of the database makes no codes. `lastStep` is the half minute of the last code that worked. */
export interface SecondFactorTable {
  memberId: string;
  secret: string;
  confirmedAt: Date | null;
  lastStep: number;
}

export interface RecoveryCodeTable {
  memberId: string;
  codeHash: string;
  usedAt: Date | null;
}

/** A sign-in that waits for its second code. `ticketHash` names the third party's identity that it binds, where it binds one. */
export interface SignInStepTable {
  tokenHash: string;
  memberId: string;
  event: string;
  deviceName: string | null;
  timeZone: string | null;
  ticketHash: string | null;
  expiresAt: Date;
}

/** `id` is the credential's, of its authenticator; `publicKey` a COSE key in base64url; `transports` a list as JSON. Nothing here signs anybody in. */
export interface PasskeyTable {
  id: string;
  memberId: string;
  name: string;
  publicKey: string;
  /** Uses that the authenticator counted; 0 where it counts none. Beyond an integer's range. */
  counter: number;
  transports: string;
  isSynced: boolean;
  createdAt: Date;
  usedAt: Date | null;
}

/** What an authenticator is to sign, once. A member's is for a new passkey, a member's in one session for a proof, nobody's for a sign-in. */
export interface PasskeyChallengeTable {
  challengeHash: string;
  memberId: string | null;
  sessionId: string | null;
  expiresAt: Date;
}

/** A sign-in by a third party that is under way. State and secret are HMACs, what must come back and what came is sealed. */
export interface ThirdPartyFlowTable {
  stateHash: string;
  provider: string;
  secretHash: string;
  sealed: string;
  returnTo: string | null;
  answer: string | null;
  expiresAt: Date;
  usedAt: Date | null;
}

/** Who came by a third party and has not chosen yet. */
export interface ThirdPartyTicketTable {
  tokenHash: string;
  provider: string;
  subject: string;
  formerSubject: string | null;
  name: string;
  expiresAt: Date;
}

/** When a job last began, on whichever instance. */
export interface JobRunTable {
  name: string;
  beganAt: Date;
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
