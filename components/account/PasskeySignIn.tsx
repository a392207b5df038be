import { KeyRound } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { passkeyTexts } from '../../locales/passkeys.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import { offersPasskeys, permitPasskeys, signInByPasskey } from '../../utils/account/passkey-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ActNotice } from './ActNotice.tsx';
import { deviceWords } from './device-name.ts';
import styles from './ThirdParty.module.css';
import { useAct } from './use-act.ts';

/** Signs in by a passkey; nothing where they don't work. */
export function PasskeySignIn({ onOutcome }: { onOutcome: (outcome: SignInOutcome) => void }) {
  const texts = textsOf(passkeyTexts);
  const [isOffered, setOffered] = useState(false);
  const act = useAct();
  useEffect(() => {
    let isWanted = true;
    offersPasskeys().then((found) => isWanted && setOffered(found));
    return () => {
      isWanted = false;
    };
  }, []);
  if (!isOffered) return null;
  const go = () =>
    act.run(async () => {
      await permitPasskeys();
      onOutcome(await signInByPasskey(deviceWords()));
    });
  return (
    <div class={styles.passkey}>
      <Button isWide icon={KeyRound} isBusy={act.isBusy} onClick={() => void go()}>
        {act.isBusy ? texts.signingIn : texts.signIn}
      </Button>
      <ActNotice act={act} />
    </div>
  );
}
