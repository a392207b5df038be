import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { register, requestSmsCode, type SignInOutcome } from '../../utils/account/account-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountForm.module.css';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { NewPasswordField, newPasswordProblem } from './NewPasswordField.tsx';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import { PolicyButton, PolicyText, policyProblem, registering, usePolicy } from './Policy.tsx';
import { useForm } from './use-form.ts';
import { usePhoneCode } from './use-phone-code.ts';

/** 注册: mobile, code, password, consent and that one is no child. Consent is asked for the version that can be read here. */
export function RegisterForm({ onSignedIn }: { onSignedIn: (outcome: SignInOutcome) => void }) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const proof = usePhoneCode('register', form, (number, onProgress) =>
    requestSmsCode(number, 'register', onProgress),
  );
  const [password, setPassword] = useState('');
  const [hasAgreed, setAgreed] = useState(false);
  const policy = usePolicy(true);
  const [isPolicyOpen, setPolicyOpen] = useState(false);

  const submit = () =>
    form.submit(
      () => ({
        ...proof.problems(),
        password: newPasswordProblem(password),
        consent: hasAgreed ? null : texts.consentMissing,
        form: policyProblem(policy),
      }),
      async () => {
        const { number } = proof.phone;
        if (!number || !policy.text) return;
        const asked = {
          phone: number,
          code: proof.code,
          password,
          policyVersion: policy.text.version,
          ...deviceWords(),
        };
        const outcome = await registering(
          policy,
          () => setAgreed(false),
          () => register(asked),
        );
        onSignedIn(outcome);
      },
    );

  return (
    <FormFrame form={form} onSubmit={submit}>
      <PhoneCodeFields form={form} proof={proof}>
        {form.code === 'phone-taken' && (
          <p class={styles.way}>
            <a href="#/sign-in">{texts.goSignIn}</a>
          </p>
        )}
      </PhoneCodeFields>
      <NewPasswordField label={texts.password} form={form} value={password} onInput={setPassword} />
      <Checkbox
        isChecked={hasAgreed}
        onChange={(isChecked) => {
          setAgreed(isChecked);
          form.clear('consent');
        }}
        name="consent"
        error={form.errorOf('consent')}
      >
        {texts.consent}
        <PolicyButton isOpen={isPolicyOpen} onToggle={() => setPolicyOpen(!isPolicyOpen)} />
        {policy.text && <span class={styles.version}>{texts.policyVersion(monthOf(policy.text.date))}</span>}
      </Checkbox>
      {isPolicyOpen && <PolicyText policy={policy} onClose={() => setPolicyOpen(false)} />}
      {form.errorOf('form') && (
        <Notice
          kind="danger"
          isBlock
          actions={
            policy.problem && (
              <Button size="s" onClick={policy.load}>
                {texts.policyAgain}
              </Button>
            )
          }
        >
          {form.errorOf('form')}
        </Notice>
      )}
      <Button kind="primary" size="l" isWide type="submit" isBusy={policy.isLoading || form.isBusy}>
        {form.isBusy ? texts.registering : texts.register}
      </Button>
    </FormFrame>
  );
}

/** 2026 年 11 月, November 2026. */
function monthOf(date: string): string {
  const [year, month] = date.split('-').map(Number);
  if (!year || !month) return date;
  if (language.value === 'zh-CN') return `${year} 年 ${month} 月`;
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric' }).format(new Date(year, month - 1));
}
