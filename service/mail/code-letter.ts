import { CODE_LIFETIME_S } from '../../protocol/account.ts';
import type { Mail } from './mail-sender.ts';

const MINUTES = CODE_LIFETIME_S / 60;

/** A code in both languages: which one its reader uses is not known before they are. */
export function codeLetter(to: string, code: string, purpose: 'verify-email' | 'recover'): Mail {
  const [chinese, english] =
    purpose === 'recover' ? ['找回密码', 'recover a password'] : ['验证这个邮箱', 'verify this address'];
  return {
    to,
    subject: `观察伴读 · 验证码 ${code}`,
    text: [
      `您的验证码是 ${code}，用来${chinese}，${MINUTES} 分钟内有效。不要告诉别人。`,
      '不是您本人在操作的话，不用理会，什么也不会改变。',
      '',
      `Your code is ${code}, to ${english}. It is valid for ${MINUTES} minutes. Tell it to nobody.`,
      'If you did not ask for it, ignore this letter: nothing will change.',
      '',
    ].join('\n'),
  };
}
