import { accountTexts } from '../../locales/account.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { requestSmsCode } from '../../utils/account/account-client.ts';
import { bindThirdParty } from '../../utils/account/third-party-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { deviceWords } from './device-name.ts';
import { FormFrame } from './FormFrame.tsx';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import type { ThirdPartyFormProps } from './third-party-props.ts';
import { useForm } from './use-form.ts';
import { usePhoneCode } from './use-phone-code.ts';

/** Mobile number and code. */
export function BindBySms({ unknown, onSignedIn }: ThirdPartyFormProps) {
  const form = useForm();
  const proof = usePhoneCode('bind', form, (number, onProgress) =>
    requestSmsCode(number, 'sign-in', onProgress),
  );
  const submit = () =>
    form.submit(proof.problems, async () => {
      const { number } = proof.phone;
      if (number === null) return;
      const asked = { ticket: unknown.ticket, phone: number, code: proof.code, ...deviceWords() };
      onSignedIn(await bindThirdParty(asked));
    });
  const texts = textsOf(thirdPartyTexts);
  return (
    <FormFrame form={form} onSubmit={submit}>
      <PhoneCodeFields form={form} proof={proof} />
      {form.errorOf('form') && (
        <Notice kind="danger" isBlock>
          {form.code === 'not-found' ? texts.noAccount : form.errorOf('form')}
        </Notice>
      )}
      <Button size="l" isWide type="submit" isBusy={form.isBusy}>
        {form.isBusy ? textsOf(accountTexts).signingIn : texts.bindGo}
      </Button>
    </FormFrame>
  );
}
