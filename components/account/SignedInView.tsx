import { useEffect, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { signOut } from '../../utils/account/account-client.ts';
import type { Session } from '../../utils/account/session.ts';
import { textsOf } from '../../utils/appearance.ts';
import { call } from '../../utils/messages/call.ts';
import { Button, ButtonLink } from '../controls/Button.tsx';
import styles from './AccountPage.module.css';
import { GuestOffer } from './GuestOffer.tsx';

interface SignedInViewProps {
  session: Session | null;
  onChange: () => void;
}

/** Who is signed in; what was saved before signing in is offered for the account; sign out. */
export function SignedInView({ session, onChange }: SignedInViewProps) {
  const texts = textsOf(accountTexts);
  const [isLeaving, setLeaving] = useState(false);
  useEffect(() => {
    document.title = texts.pageTitle(session ? texts.signedInTitle : texts.signInTitle);
  }, [texts, session]);
  if (!session) {
    return (
      <>
        <h1>{texts.notSignedIn}</h1>
        <p class={styles.muted}>{texts.notSignedInBody}</p>
        <p class={styles.actions}>
          <ButtonLink kind="primary" href="#/sign-in">
            {texts.signIn}
          </ButtonLink>
          <ButtonLink href="#/register">{texts.register}</ButtonLink>
        </p>
      </>
    );
  }
  const leave = async () => {
    setLeaving(true);
    await signOut();
    await call('session-changed').catch(() => undefined);
    setLeaving(false);
    onChange();
  };
  return (
    <>
      <h1>{texts.signedInTitle}</h1>
      <dl class={styles.member}>
        {session.member.name !== '' && session.member.name !== session.member.phone && (
          <>
            <dt>{texts.account}</dt>
            <dd>{session.member.name}</dd>
          </>
        )}
        <dt>{texts.memberPhone}</dt>
        <dd>{session.member.phone}</dd>
      </dl>
      <p class={styles.muted}>{texts.yourLibrary}</p>
      <GuestOffer />
      <p class={styles.actions}>
        <ButtonLink kind="primary" href="/library.html">
          {texts.openLibrary}
        </ButtonLink>
        <Button isBusy={isLeaving} onClick={leave}>
          {isLeaving ? texts.signingOut : texts.signOut}
        </Button>
      </p>
      <p class={styles.small}>{texts.signOutBody}</p>
    </>
  );
}
