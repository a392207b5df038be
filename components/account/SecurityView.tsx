import { useCallback, useEffect, useState } from 'preact/hooks';
import { errorSentence } from '../../locales/errors.ts';
import { securityTexts } from '../../locales/security.ts';
import type { SecurityResponse } from '../../protocol/account-security.ts';
import { readSecurity } from '../../utils/account/member-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { AccountHead } from './AccountHead.tsx';
import { DataSection } from './DataSection.tsx';
import { DeletionSection } from './DeletionSection.tsx';
import { DevicesSection } from './DevicesSection.tsx';
import { PolicySection } from './PolicySection.tsx';
import type { SecurityProps } from './security-props.ts';
import { WaysSection } from './WaysSection.tsx';

/** 账号安全: devices, ways to sign in, the member's data, consents, and leaving. */
export function SecurityView() {
  const texts = textsOf(securityTexts);
  const [security, setSecurity] = useState<SecurityResponse | null>(null);
  const [error, setError] = useState<ServiceError | null>(null);
  const reload = useCallback(async () => {
    try {
      setSecurity(await readSecurity());
      setError(null);
    } catch (cause) {
      if (!(cause instanceof ServiceError)) throw cause;
      setError(cause);
    }
  }, []);
  useEffect(() => void reload(), [reload]);
  return (
    <>
      <AccountHead at="security" />
      {error && (
        <Notice
          kind="danger"
          isBlock
          actions={
            <Button size="s" onClick={() => void reload()}>
              {texts.again}
            </Button>
          }
        >
          {errorSentence(language.value, error, navigator.onLine)}
        </Notice>
      )}
      {!security && !error && <p role="status">{texts.loading}</p>}
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
