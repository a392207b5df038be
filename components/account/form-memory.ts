import * as z from 'zod/mini';

/**
 * What was typed into a dialog and until when a new code has to wait, so that both survive when the page is closed and opened
 * again. Never a password, never a code.
 */
export interface FormMemory {
  prefix?: string | undefined;
  phone?: string | undefined;
  account?: string | undefined;
  /** The number the last code went to, in E.164 form. */
  sentTo?: string | undefined;
  /** Milliseconds since 1970. */
  resendAt?: number | undefined;
}

/** Long enough to fetch a phone from another room; after that the number doesn't stay on the disk. */
const KEPT_MS = 15 * 60_000;

const memorySchema = z.object({
  at: z.number(),
  prefix: z.optional(z.string()),
  phone: z.optional(z.string()),
  account: z.optional(z.string()),
  sentTo: z.optional(z.string()),
  resendAt: z.optional(z.number()),
});

/** `form` names the dialog. Anything unreadable or expired is forgotten. `now` in milliseconds since 1970. */
export function recallForm(form: string, now = Date.now()): FormMemory {
  const text = localStorage.getItem(storageKey(form));
  if (text === null) return {};
  const memory = memorySchema.safeParse(parseJson(text));
  if (!memory.success || now - memory.data.at > KEPT_MS) {
    localStorage.removeItem(storageKey(form));
    return {};
  }
  const { at: _, ...values } = memory.data;
  return values;
}

export function rememberForm(form: string, changes: FormMemory, now = Date.now()): void {
  const memory = { ...recallForm(form, now), ...changes, at: now };
  localStorage.setItem(storageKey(form), JSON.stringify(memory));
}

export function forgetForm(form: string): void {
  localStorage.removeItem(storageKey(form));
}

/** Whole seconds until another code may be asked for; 0 when at once. */
export function secondsToWait(memory: FormMemory, now = Date.now()): number {
  return Math.max(0, Math.ceil(((memory.resendAt ?? 0) - now) / 1000));
}

function storageKey(form: string): string {
  return `account-form ${form}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
