import { useEffect, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import type { Session } from '../../utils/account/session.ts';
import { textsOf } from '../../utils/appearance.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountPage.module.css';
import { GuestOffer } from './GuestOffer.tsx';
import { MemberNotice } from './MemberNotice.tsx';
import { type Leaving, LeftNotice, SignOut } from './SignOut.tsx';

interface SignedInViewProps {
  session: Session | null;
  /** The account was to be deleted, and signing in has taken that back. */
  isKept: boolean;
  onChange: () => void;
}

/** Who is signed in; what was saved before signing in is offered for the account; sign out. */
export function SignedInView({ session, isKept, onChange }: SignedInViewProps) {
  const texts = textsOf(accountTexts);
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  useEffect(() => {
    document.title = texts.pageTitle(session ? texts.signedInTitle : texts.signInTitle);
  }, [texts, session]);
  if (!session) {
    return (
      <>
        <h1>{texts.notSignedIn}</h1>
        {leaving && <LeftNotice leaving={leaving} />}
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
      {isKept && (
        <div class={styles.notice}>
          <Notice isBlock>{texts.deletionUndone}</Notice>
        </div>
      )}
      <MemberNotice key={session.token} />
      <p class={styles.muted}>{texts.yourLibrary}</p>
      <GuestOffer account={session.memberId} />
      <div class={styles.actions}>
        <ButtonLink kind="primary" href="/library.html">
          {texts.openLibrary}
        </ButtonLink>
        <ButtonLink href="#/profile">{texts.toProfile}</ButtonLink>
        <ButtonLink href="#/security">{texts.toSecurity}</ButtonLink>
        <SignOut
          session={session}
          onLeft={(how) => {
            setLeaving(how);
            onChange();
          }}
        />
      </div>
    </>
  );
}
