import type { ComponentChildren } from 'preact';
import { CodeField } from './CodeField.tsx';
import { PhoneField } from './PhoneField.tsx';
import type { Form } from './use-form.ts';
import type { PhoneCode } from './use-phone-code.ts';

interface PhoneCodeFieldsProps {
  form: Form;
  proof: PhoneCode;
  /** Of the number; 手机号 unless something else is told. */
  label?: string;
  /** What is said of the number, between the two. */
  children?: ComponentChildren;
}

/** Mobile number, and the code sent to it. */
export function PhoneCodeFields({ form, proof, label, children }: PhoneCodeFieldsProps) {
  const { phone, sms, code } = proof;
  return (
    <>
      <PhoneField
        {...(label !== undefined && { label })}
        prefix={phone.prefix}
        typed={phone.typed}
        error={form.errorOf('phone')}
        onPrefix={phone.setPrefix}
        onTyped={(typed) => {
          phone.setTyped(typed);
          form.clear('phone');
          sms.clear();
        }}
      />
      {children}
      <CodeField
        sms={sms}
        value={code}
        error={form.errorOf('code')}
        onInput={(typed) => {
          proof.setCode(typed);
          form.clear('code');
        }}
        onGet={() => void proof.getCode()}
      />
    </>
  );
}
