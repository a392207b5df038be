import { KeyRound } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { passkeyTexts } from '../../locales/passkeys.ts';
import { securityTexts } from '../../locales/security.ts';
import { permitPasskeys, proveByPasskey } from '../../utils/account/passkey-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ActNotice } from './ActNotice.tsx';
import styles from './SecurityView.module.css';
import { useAct } from './use-act.ts';

/** One press, and what the authenticator wants. The children are the ways on besides it. */
export function ProofByPasskey({
  onProven,
  children,
}: {
  onProven: () => void;
  children: ComponentChildren;
}) {
  const act = useAct();
  const go = () =>
    act.run(async () => {
      await permitPasskeys();
      await proveByPasskey();
      onProven();
    });
  return (
    <div class={styles.byPasskey}>
      <ActNotice act={act} />
      <div class={styles.buttons}>
        <Button kind="primary" icon={KeyRound} isBusy={act.isBusy} onClick={() => void go()}>
          {act.isBusy ? textsOf(passkeyTexts).signingIn : textsOf(securityTexts).proofGoByPasskey}
        </Button>
        {children}
      </div>
    </div>
  );
}
