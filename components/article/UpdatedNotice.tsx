import { FilePen } from 'lucide-preact';
import { versionTexts } from '../../locales/versions.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { Notice } from '../controls/Notice.tsx';
import type { PopupModel } from './popup-state.ts';

/** The page says something else by now than what is kept; the way to keep that too. */
export function UpdatedNotice({ model }: { model: PopupModel }) {
  const texts = textsOf(versionTexts);
  const { hasChanged, isSaving } = model.state.value;
  if (!hasChanged) return null;
  return (
    <Notice
      kind="warn"
      icon={FilePen}
      isBlock
      actions={
        <Button size="s" isBusy={isSaving} onClick={() => void model.save()}>
          {texts.keepNew}
        </Button>
      }
    >
      {texts.updated}
    </Notice>
  );
}
