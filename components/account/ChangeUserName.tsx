import { useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { userNameSchema } from '../../protocol/account-security.ts';
import { setUserName } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { TextField } from '../controls/TextField.tsx';
import type { WayFormProps } from './security-props.ts';
import { useWayForm, WayForm } from './WayForm.tsx';

export function ChangeUserName({ security, onDone }: WayFormProps) {
  const texts = textsOf(securityTexts);
  const way = useWayForm();
  const [userName, setTyped] = useState(security.userName ?? '');
  return (
    <WayForm
      way={way}
      check={() => ({ userName: userNameSchema.safeParse(userName).success ? null : texts.userNameWrong })}
      act={async () => {
        await way.run(() => setUserName(userName));
        onDone(texts.userNameDone);
      }}
    >
      <TextField
        size="l"
        label={texts.userName}
        help={texts.userNameHelp}
        autocomplete="username"
        name="username"
        autocapitalize="off"
        spellcheck={false}
        maxLength={30}
        value={userName}
        onInput={(typed) => {
          setTyped(typed.trim());
          way.form.clear('userName');
        }}
        error={way.form.errorOf('userName')}
      />
    </WayForm>
  );
}
