import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { signInBySms } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountForm.module.css';
import { CodeField } from './CodeField.tsx';
import { deviceName } from './device-name.ts';
import { forgetForm } from './form-memory.ts';
import { PhoneField } from './PhoneField.tsx';
import { useForm } from './use-form.ts';
import { usePhoneNumber } from './use-phone-number.ts';
import { useSmsCode } from './use-sms-code.ts';

/** 短信登录. */
export function SmsSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const phone = usePhoneNumber('sign-in');
  const sms = useSmsCode('sign-in', phone.number);
  const [code, setCode] = useState('');

  const getCode = () =>
    form.submit(
      () => ({ phone: phone.number ? null : texts.phoneInvalid }),
      async () => {
        if (phone.number) await sms.request(phone.number);
      },
    );
  const submit = () =>
    form.submit(
      () => ({
        phone: phone.number ? null : texts.phoneInvalid,
        code: code.length === 6 ? null : texts.codeIncomplete,
      }),
      async () => {
        if (!phone.number) return;
        await signInBySms({ phone: phone.number, code, deviceName: deviceName() });
        forgetForm('sign-in');
        onSignedIn();
      },
    );
  const isSigningIn = form.isBusy && sms.progress === null;
  return (
    <form
      ref={form.element}
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <PhoneField
        prefix={phone.prefix}
        typed={phone.typed}
        error={form.errorOf('phone')}
        onPrefix={phone.setPrefix}
        onTyped={(typed) => {
          phone.setTyped(typed);
          form.clear('phone');
        }}
      />
      <CodeField
        sms={sms}
        value={code}
        error={form.errorOf('code')}
        onInput={(typed) => {
          setCode(typed);
          form.clear('code');
        }}
        onGet={() => void getCode()}
      />
      {form.errorOf('form') && (
        <Notice kind="danger" isBlock>
          {form.errorOf('form')}
        </Notice>
      )}
      <Button kind="primary" size="l" isWide type="submit" isBusy={isSigningIn}>
        {isSigningIn ? texts.signingIn : texts.signIn}
      </Button>
    </form>
  );
}
