import { CircleAlert } from 'lucide-preact';
import { useRef } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { errorSentence } from '../../locales/errors.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './AccountForm.module.css';
import { maskPhone } from './normalise-phone.ts';
import { useFocusGoesOn } from './use-focus-goes-on.ts';
import type { SmsCode } from './use-sms-code.ts';

interface CodeFieldProps {
  sms: SmsCode;
  value: string;
  error: string | null;
  onInput: (value: string) => void;
  /** Checks the number and asks for a code. */
  onGet: () => void;
  /** Said once a code was asked for; where it went, unless something else is told. */
  sentWords?: string;
}

/** Six digits, and 获取 with its countdown. */
export function CodeField({ sms, value, error, onInput, onGet, sentWords }: CodeFieldProps) {
  const texts = textsOf(accountTexts);
  const input = useRef<HTMLInputElement>(null);
  const isWaiting = sms.wait > 0;
  // 获取 is off for a while: the code is what is typed next.
  useFocusGoesOn(isWaiting, (wasWaiting) => (wasWaiting ? null : input.current));
  return (
    <div>
      <div class={styles.code}>
        <TextField
          ref={input}
          size="l"
          label={texts.code}
          inputMode="numeric"
          autocomplete="one-time-code"
          name="code"
          spellcheck={false}
          maxLength={12}
          value={value}
          onInput={(typed) => {
            sms.clear();
            onInput(digitsOf(typed));
          }}
          error={error}
          help={
            sms.sentTo &&
            sms.isValid &&
            !error &&
            !sms.error && <span role="status">{sentWords ?? texts.codeSent(maskPhone(sms.sentTo))}</span>
          }
        />
        <Button
          size="l"
          class={styles.get ?? ''}
          isBusy={sms.progress !== null}
          disabled={isWaiting}
          onClick={onGet}
        >
          {getWord(sms)}
        </Button>
      </div>
      {sms.error && (
        <p class={styles.failed} role="alert">
          <Icon of={CircleAlert} size={14} />
          <span>{errorSentence(language.value, sms.error, navigator.onLine)}</span>
        </p>
      )}
      {sms.progress !== null && (
        <progress class={styles.progress} value={sms.progress} max={1} aria-label={texts.proving(0)} />
      )}
      {sms.developmentCode && <p class={styles.development}>{texts.developmentCode(sms.developmentCode)}</p>}
    </div>
  );
}

function getWord(sms: SmsCode): string {
  const texts = textsOf(accountTexts);
  if (sms.progress !== null) {
    return sms.progress < 1 ? texts.proving(Math.floor(sms.progress * 100)) : texts.sending;
  }
  if (sms.wait > 0) return texts.againIn(sms.wait);
  return sms.sentTo ? texts.getCodeAgain : texts.getCode;
}

/** Six of what was typed. Full-width digits and spaces are what an input method or a copied message brings along. */
export function digitsOf(typed: string): string {
  return typed.normalize('NFKC').replace(/\D/g, '').slice(0, 6);
}
