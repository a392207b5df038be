import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { errorSentence } from '../../locales/errors.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import type { Going } from '../../utils/account/third-party-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import { digitsOf } from './CodeField.tsx';
import { FormFrame } from './FormFrame.tsx';
import { focusField } from './focus-field.ts';
import styles from './ThirdParty.module.css';
import { useFocusGoesBack } from './use-focus-goes-back.ts';
import { useForm } from './use-form.ts';

interface Asked {
  /** What was wrong with those typed before. */
  wrong: ServiceError | null;
  /** They were typed, and are looked at. */
  isBusy: boolean;
  give: (digits: string) => void;
  giveUp: () => void;
}

/** Has the reader type what the other page shows at its end; `close` once nothing more is asked. */
export function useReturnDigits(): Pick<Going, 'askDigits'> & { asked: Asked | null; close: () => void } {
  const [asked, setAsked] = useState<Asked | null>(null);
  const askDigits = useCallback(
    (wrong: ServiceError | null) =>
      new Promise<string>((give, fail) => {
        const giveUp = () => fail(new ServiceError('third-party-cancelled'));
        setAsked({ wrong, isBusy: false, give, giveUp });
      }).finally(() => setAsked((before) => before && { ...before, isBusy: true })),
    [],
  );
  const close = useCallback(() => setAsked(null), []);
  return { askDigits, asked, close };
}

/** The six digits that tie this page to the one that came back from `name`. They are what the reader has in mind on the way back: the field has the focus. */
export function ReturnDigits({
  name,
  asked,
  onGiveUp,
}: {
  name: string;
  asked: Asked;
  onGiveUp: () => void;
}) {
  const texts = textsOf(thirdPartyTexts);
  const form = useForm();
  const [digits, setDigits] = useState('');
  const [seen, setSeen] = useState<ServiceError | null>(null);
  const { wrong } = asked;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (field.current) focusField(field.current);
  }, [wrong]);
  const place = useRef<HTMLElement>(null);
  useFocusGoesBack(place);
  const sentence = wrong && wrong !== seen ? errorSentence(language.value, wrong, navigator.onLine) : null;
  const submit = () =>
    form.submit(
      () => ({ code: digits.length === 6 ? null : texts.digitsMissing }),
      async () => asked.give(digits),
    );
  return (
    <section ref={place} class={styles.digits} aria-label={texts.digitsOf(name)}>
      <p role="status">{texts.digitsAsk(name)}</p>
      <FormFrame form={form} onSubmit={submit}>
        <TextField
          size="l"
          label={texts.digits}
          inputMode="numeric"
          autocomplete="off"
          name="return-digits"
          ref={field}
          spellcheck={false}
          maxLength={12}
          value={digits}
          onInput={(typed) => {
            setDigits(digitsOf(typed));
            setSeen(wrong);
            form.clear('code');
          }}
          error={form.errorOf('code') ?? sentence}
        />
        <div class={styles.buttons}>
          <Button kind="primary" type="submit" isBusy={asked.isBusy}>
            {texts.digitsGo}
          </Button>
          <Button
            onClick={() => {
              onGiveUp();
              asked.giveUp();
            }}
          >
            {texts.cancel}
          </Button>
        </div>
      </FormFrame>
    </section>
  );
}
