import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { listen } from '../../scripts/listen.ts';
import type { WechatSettings } from '../../service/third-party/third-party.ts';
import { digitsOn } from './return-digits.ts';

/** WeChat's sign-in by its documented requests, answers and errors, as far as a service sees it. */
export interface WechatStandIn extends AsyncDisposable {
  settings: WechatSettings;
  /**
   * The reader scans and agrees, and is shown digits; with `errcode`, WeChat then refuses the code with that. Without `hasUnion` this is the operator's
   * only application, whose users have no `unionid`.
   */
  sayYes(
    address: string,
    subject: string,
    answer?: { errcode?: number; hasUnion?: boolean },
  ): Promise<string>;
  /** The reader refuses: the browser comes back with the state alone. */
  sayNo(address: string): Promise<string>;
}

const APP = { appId: 'wx0123456789abcdef', appSecret: '0123456789abcdef0123456789abcdef' };

export async function startWechat(redirectUri: string): Promise<WechatStandIn> {
  const codes = new Map<string, { subject: string; errcode: number; union: object }>();
  const tokens = new Map<string, { subject: string; union: object }>();
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    // Always 200: what went wrong is in the body.
    response.writeHead(200, { 'Content-Type': 'text/plain' }).end(JSON.stringify(answer(url)));
  });

  function answer({ pathname, searchParams }: URL): object {
    const get = (name: string) => searchParams.get(name) ?? '';
    if (pathname === '/sns/oauth2/access_token') {
      if (get('appid') !== APP.appId) return { errcode: 40013, errmsg: 'invalid appid' };
      if (get('secret') !== APP.appSecret) return { errcode: 40125, errmsg: 'invalid appsecret' };
      const code = codes.get(get('code'));
      if (get('grant_type') !== 'authorization_code' || !code)
        return { errcode: 40029, errmsg: 'invalid code' };
      codes.set(get('code'), { ...code, errcode: 40163 }); // each is taken once
      if (code.errcode !== 0) return { errcode: code.errcode, errmsg: 'refused' };
      const token = randomBytes(16).toString('hex');
      tokens.set(token, code);
      return {
        access_token: token,
        expires_in: 7200,
        refresh_token: 'x',
        openid: `open-${code.subject}`,
        scope: 'snsapi_login',
        ...code.union,
      };
    }
    const user = pathname === '/sns/userinfo' ? tokens.get(get('access_token')) : undefined;
    if (user === undefined) return { errcode: 40001, errmsg: 'invalid credential' };
    return {
      openid: `open-${user.subject}`,
      nickname: `name of ${user.subject}`,
      sex: 0,
      privilege: [],
      ...user.union,
    };
  }

  const running = new AsyncDisposableStack();
  const origin = `http://127.0.0.1:${await listen(server, 0, 'the other side')}`;
  running.defer(async () => {
    server.closeAllConnections();
    server.close();
  });
  const back = async (address: string, parameters: Record<string, string>) => {
    const asked = new URL(address);
    const { searchParams: q } = asked;
    const isRight =
      asked.pathname === '/connect/qrconnect' &&
      q.get('appid') === APP.appId &&
      q.get('scope') === 'snsapi_login' &&
      q.get('response_type') === 'code' &&
      q.get('redirect_uri') === redirectUri &&
      asked.hash === '#wechat_redirect';
    if (!isRight) throw new Error('WeChat would not have taken this');
    const returned = new URLSearchParams({ ...parameters, state: q.get('state') ?? '' });
    return digitsOn(await (await fetch(`${redirectUri}?${returned}`)).text());
  };
  return {
    settings: { kind: 'wechat', id: 'wechat', name: '微信', ...APP, openAddress: origin, apiAddress: origin },
    async sayYes(address, subject, { errcode = 0, hasUnion = true } = {}) {
      const code = randomBytes(16).toString('hex');
      codes.set(code, { subject, errcode, union: hasUnion ? { unionid: subject } : {} });
      return back(address, { code });
    },
    sayNo: (address) => back(address, {}),
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}
