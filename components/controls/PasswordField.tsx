import { Eye, EyeOff } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from './Button.tsx';
import { TextField, type TextFieldProps } from './TextField.tsx';

/** A password that can be looked at. Give `autocomplete`: `current-password` or `new-password`. */
export function PasswordField({ help, ...props }: Omit<TextFieldProps, 'isSecret' | 'suffix'>) {
  const texts = textsOf(controlsTexts);
  const [isShown, setShown] = useState(false);
  const [isCapsLocked, setCapsLocked] = useState(false);
  const notice = (event: KeyboardEvent) => setCapsLocked(event.getModifierState('CapsLock'));
  return (
    <TextField
      {...props}
      isSecret={!isShown}
      autocapitalize="off"
      spellcheck={false}
      onKeyDown={notice}
      onKeyUp={notice}
      help={isCapsLocked ? texts.capsLock : help}
      suffix={
        <Button
          kind="quiet"
          size="s"
          icon={isShown ? EyeOff : Eye}
          name={isShown ? texts.hidePassword : texts.showPassword}
          aria-pressed={isShown}
          onClick={() => setShown(!isShown)}
        />
      }
    />
  );
}
