import { useEffect, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Tabs } from '../controls/Tabs.tsx';
import styles from './AccountPage.module.css';
import { PasswordSignIn } from './PasswordSignIn.tsx';
import { PolicyButton, PolicyText, usePolicy } from './Policy.tsx';
import { SmsSignIn } from './SmsSignIn.tsx';
import { useGuestCounts } from './use-guest-counts.ts';

interface SignInViewProps {
  isBySms: boolean;
  onSignedIn: () => void;
}

/** 会员登录, by account or by text message. */
export function SignInView({ isBySms, onSignedIn }: SignInViewProps) {
  const texts = textsOf(accountTexts);
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  const policy = usePolicy(isPolicyOpen);
  const guest = useGuestCounts();
  useEffect(() => {
    document.title = texts.pageTitle(texts.signInTitle);
  }, [texts]);
  return (
    <>
      <h1>{texts.signInTitle}</h1>
      <Tabs
        label={texts.signInTitle}
        value={isBySms ? 'sms' : 'account'}
        onChange={(value) => {
          location.hash = value === 'sms' ? '#/sign-in/sms' : '#/sign-in';
        }}
        tabs={[
          { value: 'account', label: texts.signInByPassword },
          { value: 'sms', label: texts.signInBySms },
        ]}
      >
        {isBySms ? <SmsSignIn onSignedIn={onSignedIn} /> : <PasswordSignIn onSignedIn={onSignedIn} />}
      </Tabs>
      <p class={styles.ways}>
        <span>
          {texts.noAccount}
          <a href="#/register">{texts.registerNow}</a>
        </span>
      </p>
      <p class={styles.small}>
        {texts.signInConsent}
        <PolicyButton isOpen={isPolicyOpen} onToggle={() => setPolicyOpen(!isPolicyOpen)} />
      </p>
      {isPolicyOpen && (
        <div class={styles.policy}>
          <PolicyText policy={policy} onClose={() => setPolicyOpen(false)} />
        </div>
      )}
      {guest && guest.articles > 0 && (
        <p class={styles.guest}>{texts.guestBefore(guest.articles, guest.marks)}</p>
      )}
    </>
  );
}
