import { useEffect, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { readSecurity } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';

/** Asks a member who has not agreed to the policy in force; nothing else depends on the answer. */
export function NewPolicyNotice() {
  const texts = textsOf(securityTexts);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    let isWanted = true;
    readSecurity().then(
      ({ consents, policy }) =>
        isWanted && setNew(consents.every(({ policyVersion }) => policyVersion !== policy.version)),
      () => undefined, // out of reach: asked the next time
    );
    return () => {
      isWanted = false;
    };
  }, []);
  if (!isNew) return null;
  return (
    <Notice kind="warn" isBlock actions={<a href="#/security">{texts.policy}</a>}>
      {texts.policyAsk}
    </Notice>
  );
}
