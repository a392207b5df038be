import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import { ChangeEmail } from './ChangeEmail.tsx';
import { ChangePassword } from './ChangePassword.tsx';
import { ChangePhone } from './ChangePhone.tsx';
import { ChangeUserName } from './ChangeUserName.tsx';
import { Passkeys } from './Passkeys.tsx';
import { SecondFactor } from './SecondFactor.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './SecurityView.module.css';
import type { SecurityProps, WayFormProps } from './security-props.ts';
import { ThirdPartyTies } from './ThirdPartyTies.tsx';
import { useFocusGoesOn } from './use-focus-goes-on.ts';

type Way = 'password' | 'phone' | 'userName' | 'email' | 'second';

/** The ways to sign in, each changed in place. */
export function WaysSection(props: SecurityProps) {
  const texts = textsOf(securityTexts);
  const { security } = props;
  const [open, setOpen] = useState<Way | null>(null);
  /** The one that stays open until it is done, whatever other is opened. */
  const [held, setHeld] = useState<Way | null>(null);
  const [said, setSaid] = useState<{ way: Way; words: string } | null>(null);
  const [closed, setClosed] = useState<{ way: Way } | null>(null);
  const buttons = useRef(new Map<Way, HTMLButtonElement | null>());
  useFocusGoesOn(closed, () => closed && buttons.current.get(closed.way));
  const formProps = (way: Way): WayFormProps => ({
    ...props,
    onHold: () => setHeld(way),
    onDone: (words) => {
      setOpen((now) => (now === way ? null : now));
      setHeld((now) => (now === way ? null : now));
      setClosed({ way });
      setSaid(words === undefined ? null : { way, words });
      void props.reload();
    },
  });
  const row = (way: Way, name: string, value: string, verb: string | null, form: ComponentChildren) => (
    <div class={styles.way}>
      <div class={styles.wayLine}>
        <span class={styles.wayName}>{name}</span>
        <span class={styles.wayValue}>{value}</span>
        {verb && held !== way && (
          <Button
            ref={(button) => void buttons.current.set(way, button)}
            size="s"
            aria-label={`${open === way ? texts.cancel : verb}${language.value === 'en' ? ': ' : ''}${name}`}
            aria-expanded={open === way}
            onClick={() => {
              setOpen(open === way ? null : way);
              setSaid(null);
            }}
          >
            {open === way ? texts.cancel : verb}
          </Button>
        )}
      </div>
      {(open === way || held === way) && form}
      {said?.way === way && <Notice isBlock>{said.words}</Notice>}
    </div>
  );
  const day = (time: number) => new Intl.DateTimeFormat(language.value, { dateStyle: 'long' }).format(time);
  const { passwordChangedAt, secondFactorSince } = security;
  return (
    <SecuritySection title={texts.ways}>
      {row(
        'password',
        texts.password,
        passwordChangedAt === null ? texts.passwordNone : texts.passwordChanged(day(passwordChangedAt)),
        passwordChangedAt === null ? texts.set : texts.change,
        <ChangePassword {...formProps('password')} />,
      )}
      {row('phone', texts.phone, security.phone, texts.change, <ChangePhone {...formProps('phone')} />)}
      {row(
        'userName',
        texts.userName,
        security.userName ?? texts.userNameNone,
        security.userName === null ? texts.set : texts.change,
        <ChangeUserName {...formProps('userName')} />,
      )}
      {row(
        'email',
        texts.email,
        security.email ?? (security.canMail ? texts.emailNone : texts.emailNoMail),
        security.canMail ? (security.email === null ? texts.set : texts.change) : null,
        <ChangeEmail {...formProps('email')} />,
      )}
      {row(
        'second',
        texts.second,
        secondFactorSince === null
          ? texts.secondOff
          : texts.secondOn(day(secondFactorSince), security.recoveryCodesLeft),
        secondFactorSince === null ? texts.turnOn : texts.change,
        <SecondFactor {...formProps('second')} />,
      )}
      <Passkeys {...props} />
      <ThirdPartyTies {...props} />
    </SecuritySection>
  );
}
