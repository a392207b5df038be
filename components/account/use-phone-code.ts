import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Form, Problems } from './use-form.ts';
import { type PhoneNumber, usePhoneNumber } from './use-phone-number.ts';
import { type SendCode, type SmsCode, useSmsCode } from './use-sms-code.ts';

/** A mobile number and the code that was sent to it. */
export interface PhoneCode {
  phone: PhoneNumber;
  sms: SmsCode;
  code: string;
  setCode: (code: string) => void;
  /** Has a code sent, unless the number can't be one. */
  getCode: () => Promise<void>;
  /** What is wrong with either, in words. */
  problems: () => Problems;
}

/** `name` is the dialog's, whose memory keeps the number; `send` has a code sent to it. */
export function usePhoneCode(name: string, form: Form, send: SendCode): PhoneCode {
  const texts = textsOf(accountTexts);
  const phone = usePhoneNumber(name);
  const sms = useSmsCode({ name, form, field: 'phone', contact: phone.number, send });
  const [code, setCode] = useState('');
  const phoneProblem = () => ({ phone: phone.number ? null : texts.phoneInvalid });
  return {
    phone,
    sms,
    code,
    setCode,
    getCode: async () => {
      if (form.passes(phoneProblem()) && phone.number) await sms.request(phone.number);
    },
    problems: () => ({ ...phoneProblem(), code: code.length === 6 ? null : texts.codeIncomplete }),
  };
}
