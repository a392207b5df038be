import { useEffect, useRef, useState } from 'preact/hooks';
import { errorSentence } from '../../locales/errors.ts';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import type { SignInOutcome } from '../../utils/account/account-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import {
  type Provider,
  signInByThirdParty,
  thirdParties,
  type Unknown,
} from '../../utils/account/third-party-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { deviceWords } from './device-name.ts';
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
  const [error, setError] = useState<ServiceError | null>(null);
  const digits = useReturnDigits();
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  if (providers.length === 0) return null;

  const go = async ({ id, name }: Provider) => {
    const stop = new AbortController();
    leaving.current = stop;
    setError(null);
    setWaiting({ name, stop });
    try {
      const going = { signal: stop.signal, askDigits: digits.askDigits };
      onOutcome(await signInByThirdParty(id, deviceWords(), going));
    } catch (cause) {
      if (!(cause instanceof ServiceError)) throw cause;
      setError(cause);
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
      {error && (
        <Notice kind="danger" isBlock>
          {errorSentence(language.value, error, navigator.onLine)}
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
