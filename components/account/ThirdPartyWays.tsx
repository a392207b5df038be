import { useEffect, useRef, useState } from 'preact/hooks';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import {
  type Provider,
  signInByThirdParty,
  thirdParties,
  type Unknown,
} from '../../utils/account/third-party-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { deviceWords } from './device-name.ts';
import { failureWords } from './failure-words.ts';
import { ReturnDigits, useReturnDigits } from './ReturnDigits.tsx';
import styles from './ThirdParty.module.css';

interface ThirdPartyWaysProps {
  onOutcome: (outcome: SignInOutcome | { unknown: Unknown }) => void;
}

/** A button for each account elsewhere by which the service lets readers in; nothing where there is none. */
export function ThirdPartyWays({ onOutcome }: ThirdPartyWaysProps) {
  const texts = textsOf(thirdPartyTexts);
  const providers = useProviders();
  const [waiting, setWaiting] = useState<{ name: string; stop: AbortController } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const digits = useReturnDigits();
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  if (providers.length === 0) return null;

  const go = async ({ id, name }: Provider) => {
    const stop = new AbortController();
    leaving.current = stop;
    setProblem(null);
    setWaiting({ name, stop });
    try {
      const going = { signal: stop.signal, askDigits: digits.askDigits };
      onOutcome(await signInByThirdParty(id, deviceWords(), going));
    } catch (cause) {
      setProblem(failureWords(cause, 'signing in elsewhere'));
    } finally {
      digits.close();
      setWaiting(null);
    }
  };
  return (
    <section class={styles.ways} aria-label={texts.others}>
      <h2>{texts.others}</h2>
      <div class={styles.buttons}>
        {providers.map((provider) => (
          <Button key={provider.id} isBusy={waiting !== null} onClick={() => void go(provider)}>
            {provider.name}
          </Button>
        ))}
        {waiting && !digits.asked && <Button onClick={() => waiting.stop.abort()}>{texts.cancel}</Button>}
      </div>
      {waiting && !digits.asked && <Notice isBlock>{texts.waiting(waiting.name)}</Notice>}
      {waiting && digits.asked && (
        <ReturnDigits name={waiting.name} asked={digits.asked} onGiveUp={() => waiting.stop.abort()} />
      )}
      {problem && (
        <Notice kind="danger" isBlock>
          {problem}
        </Notice>
      )}
    </section>
  );
}

export function useProviders(): Provider[] {
  const [providers, setProviders] = useState<Provider[]>([]);
  useEffect(() => {
    let isWanted = true;
    thirdParties().then((found) => isWanted && setProviders(found));
    return () => {
      isWanted = false;
    };
  }, []);
  return providers;
}
