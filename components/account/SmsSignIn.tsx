import { accountTexts } from '../../locales/account.ts';
import { signInBySms } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { deviceName } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { forgetForm } from './form-memory.ts';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import { useForm } from './use-form.ts';
import { usePhoneCode } from './use-phone-code.ts';

/** 短信登录. */
export function SmsSignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const proof = usePhoneCode('sign-in', form);
  const submit = () =>
    form.submit(proof.problems, async () => {
      if (!proof.phone.number) return;
      await signInBySms({ phone: proof.phone.number, code: proof.code, deviceName: deviceName() });
      forgetForm('sign-in');
      onSignedIn();
    });
  const isSigningIn = form.isBusy && proof.sms.progress === null;
  return (
    <FormFrame form={form} onSubmit={submit}>
      <PhoneCodeFields form={form} proof={proof} />
      {form.errorOf('form') && (
        <Notice kind="danger" isBlock>
          {form.errorOf('form')}
        </Notice>
      )}
      <Button kind="primary" size="l" isWide type="submit" isBusy={isSigningIn}>
        {isSigningIn ? texts.signingIn : texts.signIn}
      </Button>
    </FormFrame>
  );
}
