import { useEffect, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { guestMergeTexts } from '../../locales/guest-merge.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import type { Unknown } from '../../utils/account/third-party-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Tabs } from '../controls/Tabs.tsx';
import styles from './AccountPage.module.css';
import { PasskeySignIn } from './PasskeySignIn.tsx';
import { PasswordSignIn } from './PasswordSignIn.tsx';
import { PolicyButton, PolicyText, usePolicy } from './Policy.tsx';
import { SecondStep } from './SecondStep.tsx';
import { SmsSignIn } from './SmsSignIn.tsx';
import { ThirdPartyChoice } from './ThirdPartyChoice.tsx';
import { ThirdPartyWays } from './ThirdPartyWays.tsx';
import { useGuestCounts } from './use-guest-counts.ts';

interface SignInViewProps {
  isBySms: boolean;
  onSignedIn: (outcome: SignInOutcome) => void;
}

/** 会员登录, by account or by text message. */
export function SignInView({ isBySms, onSignedIn }: SignInViewProps) {
  const texts = textsOf(accountTexts);
  const [isPolicyOpen, setPolicyOpen] = useState(false);
  const policy = usePolicy(isPolicyOpen);
  const guest = useGuestCounts();
  const [unknown, setUnknown] = useState<Unknown | null>(null);
  const [step, setStep] = useState<string | null>(null);
  const goOn = (outcome: SignInOutcome) => ('step' in outcome ? setStep(outcome.step) : onSignedIn(outcome));
  useEffect(() => {
    document.title = texts.pageTitle(texts.signInTitle);
  }, [texts]);
  const verb = unknown === null ? texts.signIn : textsOf(thirdPartyTexts).bindGo;
  if (step !== null)
    return <SecondStep step={step} verb={verb} onSignedIn={goOn} onBack={() => setStep(null)} />;
  if (unknown !== null)
    return <ThirdPartyChoice unknown={unknown} onSignedIn={goOn} onBack={() => setUnknown(null)} />;
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
        {isBySms ? <SmsSignIn onSignedIn={goOn} /> : <PasswordSignIn onSignedIn={goOn} />}
      </Tabs>
      <p class={styles.ways}>
        <span>
          {texts.noAccount}
          <a href="#/register">{texts.registerNow}</a>
        </span>
      </p>
      <PasskeySignIn onOutcome={goOn} />
      <ThirdPartyWays
        onOutcome={(outcome) => ('unknown' in outcome ? setUnknown(outcome.unknown) : goOn(outcome))}
      />
      <p class={styles.small}>
        {texts.signInConsent}
        <PolicyButton isOpen={isPolicyOpen} onToggle={() => setPolicyOpen(!isPolicyOpen)} />
      </p>
      {isPolicyOpen && (
        <div class={styles.policy}>
          <PolicyText policy={policy} onClose={() => setPolicyOpen(false)} />
        </div>
      )}
      {guest && guest.articles + guest.marks > 0 && (
        <p class={styles.guest}>{textsOf(guestMergeTexts).before(guest)}</p>
      )}
    </>
  );
}
