import * as z from 'zod/mini';
import { failed, requireAccepted, type ThirdParty, type WechatSettings } from './third-party.ts';

const OPEN = 'https://open.weixin.qq.com';
const API = 'https://api.weixin.qq.com';
const ANSWER_WITHIN_MS = 10_000;

const tokenSchema = z.object({
  access_token: z.string(),
  openid: z.string(),
  unionid: z.optional(z.string()),
});
const userSchema = z.object({ nickname: z._default(z.string(), ''), unionid: z.optional(z.string()) });
const errorSchema = z.object({ errcode: z.number(), errmsg: z._default(z.string(), '') });

/**
 * WeChat's sign-in for web sites [1]: OAuth 2.0 of its own, without PKCE or nonce, so the state alone ties an answer to its question. Errors come with
 * status 200 and an `errcode`. `unionid` is one person's in all applications of an operator; it is missing where
 * only one is registered, comes once there is another, and goes with it: where there is none a person goes by the `openid`, which stays.
 *
 * [1] https://developers.weixin.qq.com/doc/oplatform/Website_App/WeChat_Login/Wechat_Login.html
 */
export function wechat(settings: WechatSettings): ThirdParty {
  const { id, kind, name, appId, appSecret, openAddress = OPEN, apiAddress = API } = settings;
  return {
    id,
    kind,
    name,
    async addressFor({ state }, redirectUri) {
      const parameters = new URLSearchParams({
        appid: appId,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'snsapi_login',
        state,
      });
      return `${openAddress}/connect/qrconnect?${parameters}#wechat_redirect`;
    },
    async identify(_, returned) {
      requireAccepted(returned);
      const code = returned.searchParams.get('code');
      // A reader who refuses comes back with the state alone.
      if (!code) throw failed('third-party-cancelled', 'no code');
      const grant = { appid: appId, secret: appSecret, code, grant_type: 'authorization_code' };
      const token = await ask(`${apiAddress}/sns/oauth2/access_token`, grant, tokenSchema);
      const asked = { access_token: token.access_token, openid: token.openid, lang: 'zh_CN' };
      const user = await ask(`${apiAddress}/sns/userinfo`, asked, userSchema);
      const { openid } = token;
      const unionid = user.unionid ?? token.unionid;
      const subjects =
        unionid === undefined
          ? { subject: openid, formerSubject: null }
          : { subject: unionid, formerSubject: openid };
      return { ...subjects, name: user.nickname };
    },
  };
}

async function ask<T>(
  address: string,
  parameters: Record<string, string>,
  schema: z.ZodMiniType<T>,
): Promise<T> {
  let answer: unknown;
  try {
    const response = await fetch(`${address}?${new URLSearchParams(parameters)}`, {
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      redirect: 'error',
    });
    answer = await response.json();
  } catch (error) {
    throw failed('third-party-failed', error instanceof Error ? error.name : '');
  }
  const refusal = errorSchema.safeParse(answer);
  if (refusal.success && refusal.data.errcode !== 0) throw refusalOf(refusal.data.errcode);
  const read = schema.safeParse(answer);
  if (!read.success) throw failed('third-party-failed', 'an answer of another shape');
  return read.data;
}

/** 40163: the code was used; 40029 and 42003: it is none, or has run out; -1 and the rest: WeChat's own trouble, or a wrong configuration. */
function refusalOf(errcode: number) {
  const reason = `errcode ${errcode}`;
  if (errcode === 40163) return failed('third-party-used', reason);
  return failed(
    errcode === 40029 || errcode === 42003 ? 'third-party-expired' : 'third-party-failed',
    reason,
  );
}
