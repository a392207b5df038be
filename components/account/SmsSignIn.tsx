import { accountTexts } from '../../locales/account.ts';
import { requestSmsCode, type SignInOutcome, signInBySms } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { rememberForm } from './form-memory.ts';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import { useForm } from './use-form.ts';
import { usePhoneCode } from './use-phone-code.ts';

/** 短信登录. */
export function SmsSignIn({ onSignedIn }: { onSignedIn: (outcome: SignInOutcome) => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const proof = usePhoneCode('sign-in', form, (number, onProgress) =>
    requestSmsCode(number, 'sign-in', onProgress),
  );
  const submit = () =>
    form.submit(proof.problems, async () => {
      if (!proof.phone.number) return;
      // Should the number turn out to have no account, 注册 begins with it.
      rememberForm('register', { prefix: proof.phone.prefix, phone: proof.phone.typed });
      onSignedIn(await signInBySms({ phone: proof.phone.number, code: proof.code, ...deviceWords() }));
    });
  return (
    <FormFrame form={form} onSubmit={submit}>
      <PhoneCodeFields form={form} proof={proof} />
      {form.code === 'not-found' ? (
        <Notice kind="danger" isBlock actions={<a href="#/register">{texts.registerNow}</a>}>
          {texts.numberUnknown}
        </Notice>
      ) : (
        <FormProblem form={form} />
      )}
      <Button kind="primary" size="l" isWide type="submit" isBusy={form.isBusy}>
        {form.isBusy ? texts.signingIn : texts.signIn}
      </Button>
    </FormFrame>
  );
}
