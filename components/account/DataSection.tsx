import { Download } from 'lucide-preact';
import { securityTexts } from '../../locales/security.ts';
import { exportAccount } from '../../utils/account/member-client.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { ActNotice } from './ActNotice.tsx';
import { SecuritySection } from './SecuritySection.tsx';
import styles from './SecurityView.module.css';
import { useAct } from './use-act.ts';
import { useMemberAct } from './use-member-act.tsx';

/** 导出全部. */
export function DataSection() {
  const texts = textsOf(securityTexts);
  const act = useAct();
  const member = useMemberAct();
  return (
    <SecuritySection title={texts.mine}>
      <div class={styles.line}>
        <Button
          icon={Download}
          isBusy={act.isBusy}
          onClick={() =>
            void act.run(async () => {
              offerFile(await member.run(exportAccount));
              return texts.exportDone;
            })
          }
        >
          {act.isBusy ? texts.exporting : texts.export}
        </Button>
        <p class={styles.small}>{texts.exportBody}</p>
      </div>
      {member.question}
      <ActNotice act={act} />
    </SecuritySection>
  );
}

/** The browser may read the file for a while after the click. */
const KEPT_MS = 60_000;

function offerFile(file: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `observation-companion-${new Date().toISOString().slice(0, 10)}.zip`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}
