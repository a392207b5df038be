import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { securityTexts } from '../../locales/security.ts';
import { changePassword } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { NewPasswordField, newPasswordProblem } from './NewPasswordField.tsx';
import type { WayFormProps } from './security-props.ts';
import { useWayForm, WayForm } from './WayForm.tsx';

export function ChangePassword({ onDone }: WayFormProps) {
  const texts = textsOf(securityTexts);
  const way = useWayForm();
  const [password, setPassword] = useState('');
  return (
    <WayForm
      way={way}
      words={texts.passwordEnds}
      check={() => ({ password: newPasswordProblem(password) })}
      act={async () => {
        await way.run(() => changePassword(password));
        onDone(texts.passwordDone);
      }}
    >
      <NewPasswordField
        label={textsOf(accountTexts).newPassword}
        form={way.form}
        value={password}
        onInput={setPassword}
      />
    </WayForm>
  );
}
