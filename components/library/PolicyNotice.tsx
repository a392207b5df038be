import { useEffect, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { hasNewPolicy } from '../../utils/account/new-policy.ts';
import { onPolicyAnswer } from '../../utils/account/policy-answer.ts';
import { textsOf } from '../../utils/appearance.ts';
import { ButtonLink } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { untilQuiet } from './until-quiet.ts';

interface PolicyNoticeProps {
  account: string;
  /** The library is on the screen: nothing keeps those waiting who look at it. */
  isReady: boolean;
}

/** Asks a member who stays signed in, and so hardly ever comes to the account's own page, to look at a new policy. */
export function PolicyNotice({ account, isReady }: PolicyNoticeProps) {
  const texts = textsOf(securityTexts);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (!isReady) return;
    const looking = new AbortController();
    const { signal } = looking;
    const look = async () => {
      await untilQuiet(signal);
      const answer = await hasNewPolicy();
      if (!signal.aborted) setNew(answer);
    };
    // Out of reach: asked the next time.
    const lookOnce = () => void look().catch(() => undefined);
    lookOnce();
    // Agreed to in another tab.
    onPolicyAnswer(lookOnce, signal);
    return () => looking.abort();
  }, [account, isReady]);
  if (!isNew) return null;
  return (
    <Notice
      kind="warn"
      actions={
        <ButtonLink size="s" href="/account.html#/security">
          {texts.policy}
        </ButtonLink>
      }
    >
      {texts.policyAsk}
    </Notice>
  );
}
