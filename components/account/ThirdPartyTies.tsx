import { useEffect, useRef, useState } from 'preact/hooks';
import { thirdPartyTexts } from '../../locales/third-party.ts';
import { tieThirdParty, untieThirdParty } from '../../utils/account/third-party-client.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ActNotice } from './ActNotice.tsx';
import { ReturnDigits, useReturnDigits } from './ReturnDigits.tsx';
import styles from './SecurityView.module.css';
import type { SecurityProps } from './security-props.ts';
import { useProviders } from './ThirdPartyWays.tsx';
import { useAct } from './use-act.ts';
import { useMemberAct } from './use-member-act.tsx';

/** Accounts elsewhere, bound and unbound; the last way to sign in can't be unbound, and the service says so. */
export function ThirdPartyTies({ security, reload }: SecurityProps) {
  const texts = textsOf(thirdPartyTexts);
  const act = useAct();
  const member = useMemberAct();
  const digits = useReturnDigits();
  const [away, setAway] = useState('');
  const leaving = useRef<AbortController | null>(null);
  useEffect(() => () => leaving.current?.abort(), []);
  const tieTo = async (provider: string, name: string) => {
    const stop = new AbortController();
    leaving.current = stop;
    setAway(name);
    try {
      const going = { signal: stop.signal, askDigits: digits.askDigits };
      await tieThirdParty(provider, going, member.run);
    } finally {
      digits.close();
    }
  };
  const day = (time: number) => new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(time);
  return (
    <>
      {useProviders().map(({ id, name }) => {
        const tie = security.thirdParties?.find(({ provider }) => provider === id);
        const verb = tie ? texts.untie : texts.tie;
        const change = () =>
          act.run(async () => {
            if (tie) await member.run(() => untieThirdParty(id));
            else await tieTo(id, name);
            await reload();
            return tie ? texts.untied(name) : texts.tied(name);
          });
        return (
          <div class={styles.way} key={id}>
            <div class={styles.wayLine}>
              <span class={styles.wayName}>{name}</span>
              <span class={styles.wayValue}>{tie ? texts.bound(day(tie.since)) : texts.unbound}</span>
              <Button
                size="s"
                aria-label={`${verb}${language.value === 'en' ? ' ' : ''}${name}`}
                isBusy={act.isBusy}
                onClick={() => void change()}
              >
                {verb}
              </Button>
            </div>
          </div>
        );
      })}
      {digits.asked && !member.question && (
        <ReturnDigits name={away} asked={digits.asked} onGiveUp={() => leaving.current?.abort()} />
      )}
      {member.question}
      <ActNotice act={act} />
    </>
  );
}
