import { useEffect, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { readSecurity } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountPage.module.css';
import { ActNotice } from './ActNotice.tsx';
import { failureSaid, type Said } from './failure-words.ts';

/** Tells a member whose session has ended at the service, and asks one who has not agreed to the policy in force; nothing else depends on the answer. */
export function MemberNotice() {
  const texts = textsOf(securityTexts);
  const [isNew, setNew] = useState(false);
  const [ended, setEnded] = useState<Said | null>(null);
  useEffect(() => {
    let isWanted = true;
    readSecurity().then(
      (security) => isWanted && setNew(!hasAgreed(security)),
      (cause: unknown) => {
        const said = failureSaid(cause, 'what is known of the account');
        // Out of reach: asked the next time.
        if (isWanted && said.isSignedOut) setEnded(said);
      },
    );
    return () => {
      isWanted = false;
    };
  }, []);
  if (!ended && !isNew) return null;
  return (
    <div class={styles.notice}>
      <ActNotice act={{ said: ended }} />
      {isNew && (
        <Notice kind="warn" isBlock actions={<a href="#/security">{texts.policy}</a>}>
          {texts.policyAsk}
        </Notice>
      )}
    </div>
  );
}

function hasAgreed({ consents, policy }: SecurityResponse): boolean {
  return consents.some(({ policyVersion }) => policyVersion === policy.version);
}
