import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { type SignInOutcome, signInSecond } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import page from './AccountPage.module.css';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import { isSecondCode, SecondCodeField } from './SecondCodeField.tsx';
import { useForm } from './use-form.ts';

interface SecondStepProps {
  step: string;
  /** What is done at its end. */
  verb: string;
  onSignedIn: (outcome: SignInOutcome) => void;
  onBack: () => void;
}

/** The second code, after the first factor was right. */
export function SecondStep({ step, verb, onSignedIn, onBack }: SecondStepProps) {
  const texts = textsOf(accountTexts);
  const form = useForm();
  const [code, setCode] = useState('');
  const submit = () =>
    form.submit(
      () => ({ second: isSecondCode(code) ? null : texts.secondMissing }),
      async () => onSignedIn(await signInSecond({ step, code })),
    );
  return (
    <>
      <h1>{texts.secondTitle}</h1>
      <p class={page.muted}>{texts.secondAsk}</p>
      <FormFrame form={form} onSubmit={submit}>
        <SecondCodeField form={form} value={code} onInput={setCode} isFirst />
        <FormProblem form={form} />
        <Button kind="primary" size="l" isWide type="submit" isBusy={form.isBusy}>
          {form.isBusy ? texts.signingIn : verb}
        </Button>
        <Button size="l" isWide onClick={onBack}>
          {texts.back}
        </Button>
      </FormFrame>
    </>
  );
}
