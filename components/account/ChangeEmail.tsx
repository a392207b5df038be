import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import { emailSchema } from '../../protocol/account-security.ts';
import { sendEmailCode, setEmail } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { TextField } from '../controls/TextField.tsx';
import { CodeField } from './CodeField.tsx';
import { forgetForm, recallForm, rememberForm } from './form-memory.ts';
import type { WayFormProps } from './security-props.ts';
import { useSmsCode } from './use-sms-code.ts';
import { useWayForm, WayForm } from './WayForm.tsx';

/** An address counts once the code that was sent to it came back. */
export function ChangeEmail({ onDone }: WayFormProps) {
  const texts = textsOf(securityTexts);
  const way = useWayForm();
  const { form } = way;
  const [typed, setTyped] = useState(() => recallForm('email').account ?? '');
  const [code, setCode] = useState('');
  const email = emailSchema.safeParse(typed.trim()).success ? typed.trim() : null;
  const sms = useSmsCode({
    name: 'email',
    form,
    field: 'email',
    contact: email,
    send: (address) => way.run(() => sendEmailCode(address)),
  });
  const emailProblem = () => ({ email: email === null ? texts.emailWrong : null });
  return (
    <WayForm
      way={way}
      check={() => ({
        ...emailProblem(),
        code: code.length === 6 ? null : textsOf(accountTexts).codeIncomplete,
      })}
      act={async () => {
        if (email === null) return;
        await way.run(() => setEmail(email, code));
        forgetForm('email');
        onDone(texts.emailDone);
      }}
    >
      <TextField
        size="l"
        label={texts.email}
        inputMode="email"
        autocomplete="email"
        name="email"
        autocapitalize="off"
        spellcheck={false}
        value={typed}
        onInput={(value) => {
          setTyped(value);
          rememberForm('email', { account: value });
          form.clear('email');
          sms.clear();
        }}
        error={form.errorOf('email')}
      />
      <CodeField
        sms={sms}
        value={code}
        error={form.errorOf('code')}
        onInput={(value) => {
          setCode(value);
          form.clear('code');
        }}
        onGet={() => {
          if (form.passes(emailProblem()) && email !== null) void sms.request(email);
        }}
        sentWords={texts.emailSent}
      />
    </WayForm>
  );
}
