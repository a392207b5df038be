import * as z from 'zod/mini';
import { parseJson } from '../../utils/parse-json.ts';

/**
 * What was typed into a dialog and until when a new code has to wait, so that both survive when the page is closed and opened
 * again. Never a password, never a code.
 */
export interface FormMemory {
  prefix?: string | undefined;
  phone?: string | undefined;
  account?: string | undefined;
  /** 个人资料 as it is being changed. */
  profile?: ProfileDraft | undefined;
  /** The number the last code went to, in E.164 form. */
  sentTo?: string | undefined;
  /** Milliseconds since 1970. */
  resendAt?: number | undefined;
  /** Until when it can be used, likewise. */
  validUntil?: number | undefined;
}

export interface ProfileDraft {
  name: string;
  organisation: string;
  jobTitle: string;
  /** As typed, separators and all. */
  channels: string;
}

/** Long enough to fetch a phone from another room; after that the number doesn't stay on the disk. */
const KEPT_MS = 15 * 60_000;

const PREFIX = 'account-form ';

const memorySchema = z.object({
  at: z.number(),
  prefix: z.optional(z.string()),
  phone: z.optional(z.string()),
  account: z.optional(z.string()),
  profile: z.optional(
    z.object({ name: z.string(), organisation: z.string(), jobTitle: z.string(), channels: z.string() }),
  ),
  sentTo: z.optional(z.string()),
  resendAt: z.optional(z.number()),
  validUntil: z.optional(z.number()),
});

/** `form` names the dialog. Anything unreadable or expired is forgotten. `now` in milliseconds since 1970. */
export function recallForm(form: string, now = Date.now()): FormMemory {
  const text = localStorage.getItem(storageKey(form));
  if (text === null) return {};
  const memory = parseJson(text, memorySchema);
  // Also where it was written by a clock that has been set back since: else it would stay for as long as that was ahead.
  if (!memory || Math.abs(now - memory.at) > KEPT_MS) {
    localStorage.removeItem(storageKey(form));
    return {};
  }
  const { at, ...values } = memory;
  if (now >= at) return values;
  const { resendAt: _resendAt, validUntil: _validUntil, ...typed } = values;
  return typed;
}

export function rememberForm(form: string, changes: FormMemory, now = Date.now()): void {
  const memory = { ...recallForm(form, now), ...changes, at: now };
  localStorage.setItem(storageKey(form), JSON.stringify(memory));
}

export function forgetForm(form: string): void {
  localStorage.removeItem(storageKey(form));
}

/** What was typed before anybody was signed in, once somebody is. */
export function forgetSignIn(): void {
  for (const form of SIGN_IN_FORMS) forgetForm(form);
}

const SIGN_IN_FORMS = ['password', 'sign-in', 'register', 'recover', 'bind'];

/** Everything that was typed into any of them. */
export function forgetForms(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
}

/** No service asks for a longer wait between two codes: what is longer was noted by a clock that has been set back since. */
const LONGEST_WAIT_S = 5 * 60;

/** Whole seconds until another code may be asked for; 0 when at once. The service has the last word. */
export function secondsToWait(memory: FormMemory, now = Date.now()): number {
  const left = Math.max(0, Math.ceil(((memory.resendAt ?? 0) - now) / 1000));
  return left > LONGEST_WAIT_S ? 0 : left;
}

function storageKey(form: string): string {
  return PREFIX + form;
}
