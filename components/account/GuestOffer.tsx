import { useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import { textsOf } from '../../utils/appearance.ts';
import { mergeGuestLibrary } from '../../utils/library/merge-guest.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountPage.module.css';
import { useGuestCounts } from './use-guest-counts.ts';

type Answer =
  | { status: 'asked' | 'merging' | 'kept' | 'failed' }
  | { status: 'merged'; articles: number; marks: number };

/** What was saved on this computer before signing in, offered for the account. Nothing happens before the reader has chosen. */
export function GuestOffer() {
  const texts = textsOf(accountTexts);
  const guest = useGuestCounts();
  const [answer, setAnswer] = useState<Answer>({ status: 'asked' });
  if (!guest || guest.articles === 0) return null;

  const merge = async () => {
    setAnswer({ status: 'merging' });
    try {
      setAnswer({ status: 'merged', ...(await mergeGuestLibrary()) });
    } catch {
      setAnswer({ status: 'failed' });
    }
  };
  if (answer.status === 'merged') {
    return (
      <p class={styles.guest} role="status">
        {texts.merged(answer.articles, answer.marks)}
      </p>
    );
  }
  if (answer.status === 'kept') {
    return (
      <p class={styles.guest} role="status">
        {texts.guestKept}
      </p>
    );
  }
  return (
    <section class={styles.guest}>
      <p>{texts.guestHere(guest.articles, guest.marks)}</p>
      <p>{texts.guestAsk}</p>
      {answer.status === 'failed' && (
        <Notice kind="danger" isBlock>
          {texts.mergeFailed}
        </Notice>
      )}
      <div class={styles.actions}>
        <Button isBusy={answer.status === 'merging'} onClick={merge}>
          {answer.status === 'merging' ? texts.merging : texts.mergeGuest}
        </Button>
        <Button onClick={() => setAnswer({ status: 'kept' })}>{texts.keepGuest}</Button>
      </div>
    </section>
  );
}
