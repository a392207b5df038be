import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { requestSmsCode } from '../../utils/account/account-client.ts';
import { registerByThirdParty } from '../../utils/account/third-party-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Checkbox } from '../controls/Checkbox.tsx';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import { PolicyButton, PolicyText, policyProblem, registering, usePolicy } from './Policy.tsx';
import type { ThirdPartyFormProps } from './third-party-props.ts';
import { useForm } from './use-form.ts';
import { usePhoneCode } from './use-phone-code.ts';

/** Mobile number, code, consent and that one is no child: a new account with the identity. */
export function RegisterByThirdParty({ unknown, onSignedIn }: ThirdPartyFormProps) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const proof = usePhoneCode('register', form, (number, onProgress) =>
    requestSmsCode(number, 'register', onProgress),
  );
  const [hasAgreed, setAgreed] = useState(false);
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  const policy = usePolicy(true);
  const submit = () =>
    form.submit(
      () => ({
        ...proof.problems(),
        consent: hasAgreed ? null : texts.consentMissing,
        form: policyProblem(policy),
      }),
      async () => {
        const { number } = proof.phone;
        if (!number || !policy.text) return;
        const consent = { policyVersion: policy.text.version };
        const asked = { ticket: unknown.ticket, phone: number, code: proof.code, consent, ...deviceWords() };
        const outcome = await registering(
          policy,
          () => setAgreed(false),
          () => registerByThirdParty(asked),
        );
        onSignedIn(outcome);
      },
    );
  return (
    <FormFrame form={form} onSubmit={submit}>
      <PhoneCodeFields form={form} proof={proof} />
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
      </Checkbox>
      {isPolicyOpen && <PolicyText policy={policy} onClose={() => setPolicyOpen(false)} />}
      <FormProblem form={form} />
      <Button size="l" isWide type="submit" isBusy={policy.isLoading || form.isBusy}>
        {texts.register}
      </Button>
    </FormFrame>
  );
}
