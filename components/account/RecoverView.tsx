import { Check } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import styles from './AccountForm.module.css';
import page from './AccountPage.module.css';
import { recallForm } from './form-memory.ts';
import { RecoverAccount } from './RecoverAccount.tsx';
import { RecoverPassword } from './RecoverPassword.tsx';
import { useFocusGoesOn } from './use-focus-goes-on.ts';

type Step = 'account' | 'password' | 'done';

/** 忘记密码: account, code and new password, done. Nothing here tells whether the account exists. */
export function RecoverView() {
  const texts = textsOf(accountTexts);
  // Whoever closed the page to fetch the code comes back to where it is typed in.
  const [step, setStep] = useState<Step>(() => (recallForm('recover').sentTo ? 'password' : 'account'));
  const place = useRef<HTMLDivElement>(null);
  useFocusGoesOn(step, () => place.current?.querySelector<HTMLElement>('input:not([readonly]), a'));
  useEffect(() => {
    document.title = texts.pageTitle(texts.recoverTitle);
  }, [texts]);
  return (
    <>
      <h1>{texts.recoverTitle}</h1>
      {step !== 'done' && <p class={page.muted}>{texts.recoverAsk}</p>}
      <Steps at={step} />
      <div ref={place}>
        {step === 'account' && <RecoverAccount onNext={() => setStep('password')} />}
        {step === 'password' && (
          <RecoverPassword onChange={() => setStep('account')} onDone={() => setStep('done')} />
        )}
        {step === 'done' && (
          <>
            <p class={page.said} role="status">
              {texts.recovered}
            </p>
            <p class={page.actions}>
              <ButtonLink kind="primary" size="l" href="#/sign-in">
                {texts.goSignIn}
              </ButtonLink>
            </p>
          </>
        )}
      </div>
      {step !== 'done' && (
        <p class={page.ways}>
          <a href="#/sign-in">{texts.goSignIn}</a>
        </p>
      )}
    </>
  );
}

const ORDER: Step[] = ['account', 'password', 'done'];

function Steps({ at }: { at: Step }) {
  const texts = textsOf(accountTexts);
  const current = ORDER.indexOf(at);
  return (
    <ol class={styles.steps}>
      {[texts.recoverStepAccount, texts.recoverStepPassword, texts.recoverStepDone].map((name, index) => (
        <li
          key={name}
          class={index < current ? styles.done : undefined}
          aria-current={index === current ? 'step' : undefined}
        >
          {index < current ? <Icon of={Check} size={14} /> : `${index + 1} `}
          {name}
          {index < current && <span class="visually-hidden">{texts.stepFilled}</span>}
        </li>
      ))}
    </ol>
  );
}
