import { useCallback, useEffect, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { readSecurity } from '../../utils/account/member-client.ts';
import { forgetPolicyAnswer } from '../../utils/account/policy-answer.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { AccountHead } from './AccountHead.tsx';
import { ActNotice } from './ActNotice.tsx';
import { DataSection } from './DataSection.tsx';
import { DeletionSection } from './DeletionSection.tsx';
import { DevicesSection } from './DevicesSection.tsx';
import { failureSaid, type Said } from './failure-words.ts';
import { PolicySection } from './PolicySection.tsx';
import type { SecurityProps } from './security-props.ts';
import { WaysSection } from './WaysSection.tsx';

/** 账号安全: devices, ways to sign in, the member's data, consents, and leaving. */
export function SecurityView() {
  const texts = textsOf(securityTexts);
  const [security, setSecurity] = useState<SecurityResponse | null>(null);
  const [failure, setFailure] = useState<Said | null>(null);
  const reload = useCallback(async () => {
    try {
      const read = await readSecurity();
      setSecurity(read);
      // Agreed to on another device, perhaps: the library need not ask any more.
      if (read.consents.some(({ policyVersion }) => policyVersion === read.policy.version))
        forgetPolicyAnswer();
      setFailure(null);
    } catch (cause) {
      setFailure(failureSaid(cause, 'what is known of the account'));
    }
  }, []);
  useEffect(() => void reload(), [reload]);
  return (
    <>
      <AccountHead at="security" />
      <ActNotice act={{ said: failure }} onAgain={() => void reload()} />
      {!security && !failure && <p role="status">{texts.loading}</p>}
      {security && (
        <>
          <DeletionPending security={security} reload={reload} />
          <DevicesSection />
          <WaysSection security={security} reload={reload} />
          <DataSection />
          <PolicySection security={security} reload={reload} />
          <DeletionSection security={security} reload={reload} />
        </>
      )}
    </>
  );
}

function DeletionPending({ security }: SecurityProps) {
  const texts = textsOf(securityTexts);
  if (security.deleteAt === null) return null;
  const day = new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(security.deleteAt);
  return (
    <Notice
      kind="warn"
      isBlock
      actions={
        <Button size="s" onClick={toLeaving}>
          {texts.leave}
        </Button>
      }
    >
      {texts.leavePending(day)}
    </Notice>
  );
}

function toLeaving(): void {
  document.getElementById('leave')?.scrollIntoView({ block: 'center' });
}
