import { useEffect, useRef, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import type { WayToProve } from '../../utils/account/ways-to-prove.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ProofByPasskey } from './ProofByPasskey.tsx';
import { ProofBySecret } from './ProofBySecret.tsx';
import styles from './SecurityView.module.css';
import { useFocusGoesBack } from './use-focus-goes-back.ts';

interface ProofFormProps {
  /** The first is offered, the others stand beside it. */
  ways: WayToProve[];
  onProven: () => void;
  onGiveUp: () => void;
}

/** That it is still the member: by a passkey, by password or by SMS. It has the focus, which goes back at its end. */
export function ProofForm({ ways, onProven, onGiveUp }: ProofFormProps) {
  const words = textsOf(securityTexts);
  const [way, setWay] = useState<WayToProve>(ways[0] ?? 'sms');
  const place = useRef<HTMLElement>(null);
  useFocusGoesBack(place);
  useEffect(() => place.current?.querySelector<HTMLElement>('input, button')?.focus(), [way]);
  const others = { passkey: words.proofByPasskey, password: words.proofByPassword, sms: words.proofBySms };
  const rest = (
    <>
      {ways
        .filter((other) => other !== way)
        .map((other) => (
          <Button key={other} onClick={() => setWay(other)}>
            {others[other]}
          </Button>
        ))}
      <Button onClick={onGiveUp}>{words.cancel}</Button>
    </>
  );
  return (
    <section ref={place} class={styles.proof} aria-label={words.proofTitle}>
      <p role="status">{words.proofWhy}</p>
      {way === 'passkey' ? (
        <ProofByPasskey onProven={onProven}>{rest}</ProofByPasskey>
      ) : (
        <ProofBySecret isBySms={way === 'sms'} onProven={onProven}>
          {rest}
        </ProofBySecret>
      )}
    </section>
  );
}
