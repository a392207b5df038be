import { useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { giveConsent } from '../../utils/account/member-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { ActNotice } from './ActNotice.tsx';
import { PolicyText, usePolicy } from './Policy.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './SecurityView.module.css';
import type { SecurityProps } from './security-props.ts';
import { useAct } from './use-act.ts';

/** The policy in force, and what the member has agreed to. A new version asks again. */
export function PolicySection({ security, reload }: SecurityProps) {
  const texts = textsOf(securityTexts);
  const [isOpen, setOpen] = useState(false);
  const policy = usePolicy(isOpen);
  const act = useAct();
  const { version, date } = security.policy;
  const day = (time: number | string) =>
    new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(new Date(time));
  const isAgreed = security.consents.some(({ policyVersion }) => policyVersion === version);
  return (
    <SecuritySection title={texts.policy}>
      <div>
        <p>{texts.policyNow(version, day(date))}</p>
        <ul class={styles.consents}>
          {security.consents.map(({ policyVersion, at }) => (
            <li key={policyVersion} class={styles.small}>
              {texts.policyAgreed(policyVersion, day(at))}
            </li>
          ))}
        </ul>
      </div>
      {!isAgreed && (
        <Notice kind="warn" isBlock>
          {texts.policyAsk}
        </Notice>
      )}
      <div class={styles.buttons}>
        <Button size="s" aria-expanded={isOpen} aria-controls="policy" onClick={() => setOpen(!isOpen)}>
          {texts.policyRead}
        </Button>
        {!isAgreed && (
          <Button
            size="s"
            isBusy={act.isBusy}
            onClick={() =>
              void act.run(async () => {
                await giveConsent(version);
                await reload();
                return texts.policyThanks;
              })
            }
          >
            {texts.policyAgree}
          </Button>
        )}
      </div>
      {isOpen && <PolicyText policy={policy} onClose={() => setOpen(false)} />}
      <ActNotice act={act} />
    </SecuritySection>
  );
}
