import * as z from 'zod/mini';
import { parseJson } from '../parse-json.ts';

/** In localStorage, which scripts in pages can't read. */
const KEY = 'policy-answer';

const answerSchema = z.object({
  memberId: z.string(),
  /** When the service was asked: milliseconds since 1970. */
  at: z.number(),
  isNew: z.boolean(),
});
export type PolicyAnswer = z.infer<typeof answerSchema>;

/** What the service said last of the policy in force; null where it is to be asked. */
export function readPolicyAnswer(): PolicyAnswer | null {
  return parseJson(localStorage.getItem(KEY), answerSchema) ?? null;
}

export function keepPolicyAnswer(answer: PolicyAnswer): void {
  localStorage.setItem(KEY, JSON.stringify(answer));
}

/** The member has agreed to it. */
export function forgetPolicyAnswer(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off for this profile: nothing was kept.
  }
}

/** Calls `listen` when another page of ours has kept or forgotten it, until `signal` aborts. */
export function onPolicyAnswer(listen: () => void, signal: AbortSignal): void {
  addEventListener('storage', ({ key }) => key === KEY && listen(), { signal });
}
