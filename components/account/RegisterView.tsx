import { useEffect } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import styles from './AccountPage.module.css';
import { RegisterForm } from './RegisterForm.tsx';

export function RegisterView({ onSignedIn }: { onSignedIn: (outcome: SignInOutcome) => void }) {
  const texts = textsOf(accountTexts);
  useEffect(() => {
    document.title = texts.pageTitle(texts.registerTitle);
  }, [texts]);
  return (
    <>
      <h1>{texts.registerTitle}</h1>
      <p class={styles.muted}>
        {texts.haveAccount}
        <a href="#/sign-in">{texts.goSignIn}</a>
      </p>
      <RegisterForm onSignedIn={onSignedIn} />
    </>
  );
}
