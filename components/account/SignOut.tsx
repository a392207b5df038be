import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { leavingTexts } from '../../locales/leaving.ts';
import { signOut } from '../../utils/account/account-client.ts';
import type { Session } from '../../utils/account/session.ts';
import { textsOf } from '../../utils/appearance.ts';
import { removeLeftLibraries } from '../../utils/leaving-account.ts';
import { countOnlyHere } from '../../utils/library/only-here.ts';
import { call } from '../../utils/messages/call.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { Notice } from '../controls/Notice.tsx';
import styles from './AccountPage.module.css';
import { forgetForms } from './form-memory.ts';

/** How somebody left: their library stays here, or it is gone from this device. */
export type Leaving = 'kept' | 'removed';

interface SignOutProps {
  session: Session;
  onLeft: (leaving: Leaving) => void;
}

type Question =
  | { status: 'none' | 'asked' | 'failed' | 'sending' | 'leaving' }
  /** Some of it is on this device alone, also after it was tried to send it. */
  | { status: 'unsent'; count: number };

/** 退出登录: asks whether the library stays on this computer. What was not sent yet is sent first, or named before it goes. */
export function SignOut({ session, onLeft }: SignOutProps) {
  const texts = textsOf(leavingTexts);
  const [question, setQuestion] = useState<Question>({ status: 'none' });
  const isBusy = question.status === 'sending' || question.status === 'leaving';

  const leave = async (leaving: Leaving) => {
    setQuestion({ status: 'leaving' });
    await signOut({ isRemoved: leaving === 'removed' });
    forgetForms();
    if (leaving === 'removed') {
      // Cut here, the next start of the browser does it.
      await removeLeftLibraries().catch(() => undefined);
    }
    await call('session-changed').catch(() => undefined);
    onLeft(leaving);
  };
  const remove = async () => {
    setQuestion({ status: 'sending' });
    if ((await countOnlyHere(session.memberId)) > 0) await call('sync-now').catch(() => undefined);
    const count = await countOnlyHere(session.memberId);
    if (count > 0) setQuestion({ status: 'unsent', count });
    else await leave('removed');
  };
  const close = () => !isBusy && setQuestion({ status: 'none' });
  const attempt = (work: Promise<void>) => void work.catch(() => setQuestion({ status: 'failed' }));

  return (
    <>
      <Button isBusy={isBusy} onClick={() => setQuestion({ status: 'asked' })}>
        {isBusy ? texts.signingOut : texts.signOut}
      </Button>
      {question.status !== 'none' && question.status !== 'unsent' && (
        <Dialog
          title={texts.ask}
          onClose={close}
          actions={
            <>
              <Button isBusy={isBusy} onClick={() => attempt(leave('kept'))}>
                {texts.keep}
              </Button>
              <Button kind="danger" icon={Trash2} isBusy={isBusy} onClick={() => attempt(remove())}>
                {question.status === 'sending' ? texts.sending : texts.remove}
              </Button>
              <Button kind="quiet" onClick={close}>
                {texts.stay}
              </Button>
            </>
          }
        >
          {question.status === 'failed' && (
            <Notice kind="danger" isBlock>
              {texts.failed}
            </Notice>
          )}
          <p>{texts.keepWords}</p>
          <p>{texts.removeWords}</p>
        </Dialog>
      )}
      {question.status === 'unsent' && (
        <Dialog
          title={texts.unsentAsk(question.count)}
          onClose={close}
          actions={
            <>
              <Button onClick={close}>{texts.stay}</Button>
              <Button onClick={() => attempt(leave('kept'))}>{texts.keep}</Button>
              <Button kind="danger" icon={Trash2} onClick={() => attempt(leave('removed'))}>
                {texts.removeAnyway}
              </Button>
            </>
          }
        >
          {texts.unsentWords}
        </Dialog>
      )}
    </>
  );
}

/** What became of the library, to the one who has just left. */
export function LeftNotice({ leaving }: { leaving: Leaving }) {
  const texts = textsOf(leavingTexts);
  return (
    <div class={styles.notice}>
      <Notice isBlock>{leaving === 'removed' ? texts.removed : texts.kept}</Notice>
    </div>
  );
}
