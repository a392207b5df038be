import * as z from 'zod/mini';
import type { ThirdPartySettings } from './third-party.ts';

const text = z.string().check(z.minLength(1));
/** A password's identity is called so, and no provider may be. */
const id = z.string().check(z.regex(/^(?!credential$)[a-z][a-z0-9-]{0,30}$/));
const settingsSchema = z.array(
  z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('oidc'),
      id,
      name: text,
      issuer: z.url(),
      clientId: text,
      clientSecret: text,
    }),
    z.object({ kind: z.literal('wechat'), id, name: text, appId: text, appSecret: text }),
  ]),
);

/** Of `[{"kind": "wechat", "id": "wechat", "name": "微信", "appId": "…", "appSecret": "…"}, {"kind": "oidc", …}]`; null where it is something else. */
export function readThirdParties(words: string): ThirdPartySettings[] | null {
  let value: unknown;
  try {
    value = JSON.parse(words);
  } catch {
    return null;
  }
  const read = settingsSchema.safeParse(value);
  if (!read.success || new Set(read.data.map((one) => one.id)).size < read.data.length) return null;
  return read.data;
}
