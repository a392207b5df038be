import type { ServiceErrorCode } from '../utils/account/service-error.ts';
import { defineTexts, type Language } from './define-texts.ts';

/** What a failed call brings along. */
export interface Failure {
  code: ServiceErrorCode;
  /** Seconds. */
  retryAfter?: number | null;
  triesLeft?: number | null;
}

interface ErrorTexts extends Record<Failure['code'], string> {
  offline: string;
  device: string;
  seconds: (count: number) => string;
  minutes: (count: number) => string;
  hours: (count: number) => string;
  waitFirst: (wait: string) => string;
  triesLeft: (count: number) => string;
  [key: string]: string | ((value: never) => string);
}

/** What happened, what is safe, what to do: one sentence each, for every code of protocol/errors.ts. */
export const errorTexts = defineTexts<ErrorTexts>({
  'zh-CN': {
    'bad-request': '服务没有看懂这次请求，什么也没有改动。请核对填写的内容；若总是这样，请更新扩展。',
    'too-large': '内容超过了服务能收的大小，没有送出，本机的那份还在。请减少内容再试。',
    unauthorized: '登录已经失效。本机的收藏、标注和笔记都在。请重新登录。',
    'not-found': '服务上没有这一项，本机的内容没有变。请检查服务地址，再试一次。',
    'rate-limited': '试得太密，服务暂时不接。填写的内容还在。',
    unavailable: '服务正在维护，这一步没有完成。填写的内容还在，请稍后再试。',
    internal: '服务出了错，这一步没有完成。填写的内容还在，请稍后再试。',
    'epoch-changed': '服务从备份恢复过，正在重新核对。本机的内容都在，不用做什么。',
    'hash-mismatch': '送到的内容与原件不一致，服务没有收。原件还在本机，会再送一次。',
    'quota-exceeded': '账号的存储空间满了，新内容没有送出，都在本机存着。请联系服务的管理者。',
    'wrong-account-or-password': '账号或密码不对。填写的账号还在，请核对后再登录。',
    'wrong-code': '验证码不对。请核对最新收到的 6 位数字。',
    'code-expired': '验证码过期了，它只在 5 分钟内有效。填写的内容还在，请重新获取。',
    'code-used': '这个验证码已经用过，每个只能用一次。填写的内容还在，请重新获取。',
    'code-tries-exceeded': '这个验证码试错太多次，已经作废。填写的内容还在，请重新获取。',
    'phone-taken': '这个手机号已经注册过。没有另建账号，原来的账号也没有变，请用它登录。',
    'phone-invalid': '手机号不对，短信没有发出。请核对国家代码和号码。',
    'password-too-short': '密码太短，至少 8 个字符。填写的内容还在，请换一个长些的。',
    'password-too-long': '密码太长，最多 128 个字符。填写的内容还在，请换一个短些的。',
    'password-too-common': '这个密码太常见，容易被猜到。填写的内容还在，请换一句只有您想得到的话。',
    'consent-required': '还没有同意《隐私政策》，账号没有建立。请读过之后勾选，再注册。',
    'proof-required': '获取前的校验没有通过，短信没有发出。号码还在，请再按一次“获取”。',
    'sms-daily-limit': '这个号码今天的短信次数用完了，没有再发。填写的内容还在，请明天再来，或用密码登录。',
    'sms-not-sent': '短信没有发出去。填写的内容还在，请核对号码，过一分钟再获取。',
    'mail-not-sent':
      '邮件没有发出去，什么也没有改动。请核对地址，过一分钟再试；若总是这样，请联系服务的管理者。',
    'wrong-password': '密码不对，什么也没有改动。请核对后再试。',
    'second-factor-needed': '这个账号开了两步登录。请填写验证器上的 6 位数字，或一个恢复码。',
    'wrong-second-code': '两步登录的代码不对，或已经用过。请等验证器换下一个数字，或用一个没用过的恢复码。',
    'step-expired': '这一步隔得太久，已经作废，还没有登录。请回到第一步，再登录一次。',
    'second-factor-on': '两步登录已经开着，没有改动。要换验证器，请先关闭再开启。',
    'proof-needed': '要先确认是您本人，什么也没有改动。请用密码或短信验证码确认。',
    'user-name-taken': '这个用户名已经有人用了，没有改动。请换一个。',
    'email-taken': '这个邮箱已经是另一个账号的，没有改动。请用那个账号登录，或换一个邮箱。',
    'image-not-accepted': '这不是一张完整的 JPG、JPEG 或 PNG 图片，没有换上。原来的头像还在，请另选一张。',
    'image-too-many-pixels': '图片太大，超过了 5000 万像素，没有换上。原来的头像还在，请另选一张。',
    'image-broken': '图片坏了，读不出来，没有换上。原来的头像还在，请另选一张。',
    'third-party-pending':
      '那边还没有确认完。请先在打开的页面里完成，再填它最后显示的数字；不想继续，按“不等了”。',
    'third-party-cancelled': '已经取消，什么也没有建立或绑定。可以再来一次，或换一种方式。',
    'third-party-expired':
      '这次验证隔得太久，或填错了太多次，已经作废；什么也没有建立或绑定。请从头再来一次。',
    'third-party-used': '这次验证已经用过，每次只能用一回，没有重复建立或绑定。请从头再来一次。',
    'third-party-wrong-back': '数字不对，什么也没有改变。请核对打开的那一页最后显示的 6 位数字。',
    'third-party-failed': '那边没有给出能用的回答，什么也没有建立或绑定。请稍后再来，或换一种方式。',
    'identity-taken':
      '它已经绑在另一个账号上，没有挪动。请用那个账号登录；要换，先在那边的“账号安全”里解绑。',
    'provider-bound':
      '这个账号已经绑了那里的另一个身份，没有改动。要换绑，请先登录，在“账号安全”里解绑原来那个。',
    'last-way': '这是最后一种登录方式，解绑以后就登不进来了，所以没有解绑。请先设手机号或密码。',
    'passkey-refused': '没有认出这个通行密钥，什么也没有改动。请用别的方式；若它是新加的，请删掉再添加一次。',
    'passkey-expired': '隔得太久，这一步已经作废，什么也没有改动。请再来一次。',
    'passkey-exists': '这个通行密钥已经添加过，没有重复添加。',
    'passkey-limit': '通行密钥已经有 20 个，没有再添加。请先删掉不用的。',
    unreachable: '连不上服务。填写的内容都还在，请检查网络和服务地址，过一会儿再试。',
    'bad-answer':
      '回答的不是观察伴读的服务，可能要先在浏览器里登录这个网络。填写的内容都还在，请检查网络和服务地址。',
    offline: '现在离线。填写的内容都还在，联网后再试。',
    device:
      '这台电脑上没有存成，这一步没有完成。填写的内容还在，请看看磁盘还有没有空间，再试一次；若总是这样，请重新打开浏览器。',
    seconds: (count) => `${count} 秒`,
    minutes: (count) => `${count} 分钟`,
    hours: (count) => `${count} 小时`,
    waitFirst: (wait) => `请等 ${wait}再试。`,
    triesLeft: (count) => `还可以试 ${count} 次。`,
  },
  en: {
    'bad-request':
      'The service did not understand this request; nothing was changed. Check what you entered; if it goes on, update the extension.',
    'too-large': 'Too large for the service. It was not sent and is still on this device. Try with less.',
    unauthorized:
      'Your sign-in has ended. Articles, marks and notes are still on this device. Sign in again.',
    'not-found':
      'The service does not have this; nothing on this device has changed. Check the service address and try again.',
    'rate-limited': 'Too many tries; the service is not taking more for now. What you entered is still here.',
    unavailable:
      'The service is under maintenance; this step did not finish. What you entered is still here. Try again later.',
    internal:
      'The service failed; this step did not finish. What you entered is still here. Try again later.',
    'epoch-changed':
      'The service was restored from a backup and is comparing again. Everything is on this device; there is nothing to do.',
    'hash-mismatch':
      'What arrived differs from the original, so the service refused it. The original is on this device and will be sent again.',
    'quota-exceeded':
      'The storage of this account is full. New content was not sent and stays on this device. Ask whoever runs the service.',
    'wrong-account-or-password':
      'Account or password is wrong. The account you entered is still here; check both and sign in again.',
    'wrong-code': 'The code is wrong. Check the 6 digits of the newest message.',
    'code-expired':
      'The code has expired; it is valid for 5 minutes. What you entered is still here. Get a new one.',
    'code-used': 'This code has been used; each works once. What you entered is still here. Get a new one.',
    'code-tries-exceeded':
      'Too many wrong tries; this code no longer works. What you entered is still here. Get a new one.',
    'phone-taken':
      'This number is registered already. No second account was made and the first is unchanged. Sign in with it.',
    'phone-invalid': 'The mobile number is not valid; no message was sent. Check country code and number.',
    'password-too-short':
      'The password is too short: at least 8 characters. What you entered is still here. Choose a longer one.',
    'password-too-long':
      'The password is too long: at most 128 characters. What you entered is still here. Choose a shorter one.',
    'password-too-common':
      'This password is common and easily guessed. What you entered is still here. Choose words only you would think of.',
    'consent-required':
      'The Privacy Policy was not agreed to, so no account was made. Read it, tick the box and register.',
    'proof-required':
      'The check before sending did not pass; no message was sent. The number is still here. Press “Get code” again.',
    'sms-daily-limit':
      'This number has had all its messages for today; none was sent. What you entered is still here. Come back tomorrow, or sign in with the password.',
    'sms-not-sent':
      'The message could not be sent. What you entered is still here. Check the number and try again in a minute.',
    'mail-not-sent':
      'The e-mail could not be sent; nothing was changed. Check the address and try again in a minute; if it goes on, ask whoever runs the service.',
    'wrong-password': 'The password is wrong; nothing was changed. Check it and try again.',
    'second-factor-needed':
      'Two-step sign-in is on for this account. Enter the 6 digits of the authenticator, or a recovery code.',
    'wrong-second-code':
      'This second code is wrong, or was used before. Wait for the authenticator’s next digits, or take a recovery code not used yet.',
    'step-expired':
      'This step took too long and no longer counts; you are not signed in yet. Go back and sign in once more.',
    'second-factor-on':
      'Two-step sign-in is on already; nothing was changed. To take another authenticator, turn it off first.',
    'proof-needed':
      'It has to be clear first that it is you; nothing was changed. Confirm by password or by a code.',
    'user-name-taken': 'Somebody has this user name already; nothing was changed. Choose another.',
    'email-taken':
      'This address belongs to another account; nothing was changed. Sign in with that account, or use another address.',
    'image-not-accepted':
      'This is not one whole JPG, JPEG or PNG picture, so it was not taken. The picture before is still there. Choose another.',
    'image-too-many-pixels':
      'The picture has more than 50 million pixels, so it was not taken. The picture before is still there. Choose another.',
    'image-broken':
      'The picture is broken and cannot be read, so it was not taken. The picture before is still there. Choose another.',
    'third-party-pending':
      'Nothing was confirmed yet. Finish on the page that opened, then enter the digits it shows at its end; or stop waiting.',
    'third-party-cancelled':
      'Cancelled: no account was made, and nothing was bound. Try again, or use another way.',
    'third-party-expired':
      'This took too long, or the digits were wrong too often, and no longer counts; no account was made, and nothing was bound. Begin again.',
    'third-party-used':
      'This was used already, and each counts once; nothing was made or bound twice. Begin again.',
    'third-party-wrong-back':
      'These digits are wrong; nothing was changed. Check the six digits that the page that opened shows at its end.',
    'third-party-failed':
      'The other side gave no answer that could be used; no account was made, and nothing was bound. Try later, or use another way.',
    'identity-taken':
      'It is bound to another account and was not moved. Sign in with that one; to change, unbind it there under Security first.',
    'provider-bound':
      'This account is bound to another identity there; nothing was changed. Sign in and unbind that one under Security first.',
    'last-way':
      'This is the last way to sign in; without it you could not come back, so it was not unbound. Set a number or a password first.',
    'passkey-refused':
      'This passkey was not recognised; nothing was changed. Use another way; if you added it lately, remove it and add it again.',
    'passkey-expired': 'This step took too long and no longer counts; nothing was changed. Try again.',
    'passkey-exists': 'This passkey was added before; it was not added twice.',
    'passkey-limit':
      'There are 20 passkeys already; none was added. Remove one that you no longer use first.',
    unreachable:
      'The service cannot be reached. What you entered is still here. Check the network and the service address, and try again in a while.',
    'bad-answer':
      'The answer did not come from our service; the network may ask for a sign-in of its own first. What you entered is still here. Check the network and the service address.',
    offline: 'Offline now. What you entered is still here. Try again once connected.',
    device:
      'This computer could not store it; this step did not finish. What you entered is still here. See whether the disk has room and try again; if it goes on, restart the browser.',
    seconds: (count) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count) => (count === 1 ? '1 hour' : `${count} hours`),
    waitFirst: (wait) => `Wait ${wait} and try again.`,
    triesLeft: (count) => (count === 1 ? '1 try left.' : `${count} tries left.`),
  },
});

/** The whole sentence for a failure, with the wait and the tries left where the service told them. */
export function errorSentence(language: Language, failure: Failure, isOnline = true): string {
  const texts = errorTexts[language];
  const what = failure.code === 'unreachable' && !isOnline ? texts.offline : texts[failure.code];
  const tries = failure.triesLeft == null ? null : texts.triesLeft(failure.triesLeft);
  const wait = failure.retryAfter ? texts.waitFirst(waitSentence(language, failure.retryAfter)) : null;
  return [what, tries, wait].filter((part) => part !== null).join(language === 'en' ? ' ' : '');
}

/** For what failed here, and not at the service. */
export function deviceSentence(language: Language): string {
  return errorTexts[language].device;
}

/** Seconds up to a minute and a half, then minutes, then hours: rounded up, so that nobody comes back too early. */
export function waitSentence(language: Language, seconds: number): string {
  const texts = errorTexts[language];
  if (seconds <= 90) return texts.seconds(Math.ceil(seconds));
  if (seconds <= 90 * 60) return texts.minutes(Math.ceil(seconds / 60));
  return texts.hours(Math.ceil(seconds / 3600));
}
