import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { deleteAccount, keepAccount } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { ActNotice } from './ActNotice.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './SecurityView.module.css';
import type { SecurityProps } from './security-props.ts';
import { useAct } from './use-act.ts';
import { useMemberAct } from './use-member-act.tsx';

/** 注销账号, and taking it back. */
export function DeletionSection({ security, reload }: SecurityProps) {
  const texts = textsOf(securityTexts);
  const [isAsked, setAsked] = useState(false);
  const act = useAct();
  const member = useMemberAct();
  const leave = () =>
    act.run(async () => {
      setAsked(false);
      await member.run(deleteAccount);
      await reload();
    });
  const stay = () =>
    act.run(async () => {
      await keepAccount();
      await reload();
      return texts.leaveUndone;
    });
  return (
    <SecuritySection title={texts.leave} id="leave">
      <div class={styles.line}>
        {security.deleteAt === null ? (
          <Button kind="danger" icon={Trash2} isBusy={act.isBusy} onClick={() => setAsked(true)}>
            {texts.leaveGo}
          </Button>
        ) : (
          <Button kind="primary" isBusy={act.isBusy} onClick={() => void stay()}>
            {texts.leaveUndo}
          </Button>
        )}
        <p class={styles.small}>{texts.leaveBody}</p>
      </div>
      {member.question}
      <ActNotice act={act} />
      {isAsked && (
        <Dialog
          title={texts.leaveAsk}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button onClick={() => setAsked(false)}>{texts.leaveStay}</Button>
              <Button kind="danger" icon={Trash2} onClick={() => void leave()}>
                {texts.leaveSure}
              </Button>
            </>
          }
        >
          {texts.leaveWords}
        </Dialog>
      )}
    </SecuritySection>
  );
}
