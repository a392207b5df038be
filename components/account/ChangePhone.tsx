import { securityTexts } from '../../locales/security.ts';
import { changePhone, sendPhoneCode } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { forgetForm } from './form-memory.ts';
import { PhoneCodeFields } from './PhoneCodeFields.tsx';
import type { WayFormProps } from './security-props.ts';
import { usePhoneCode } from './use-phone-code.ts';
import { useWayForm, WayForm } from './WayForm.tsx';

export function ChangePhone({ onDone }: WayFormProps) {
  const texts = textsOf(securityTexts);
  const way = useWayForm();
  const proof = usePhoneCode('change-phone', way.form, (number) => way.run(() => sendPhoneCode(number)));
  return (
    <WayForm
      way={way}
      check={proof.problems}
      act={async () => {
        const { number } = proof.phone;
        if (number === null) return;
        await way.run(() => changePhone(number, proof.code));
        forgetForm('change-phone');
        onDone(texts.phoneDone);
      }}
    >
      <PhoneCodeFields form={way.form} proof={proof} label={texts.phoneNew} />
    </WayForm>
  );
}
