import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { libraryTexts } from '../../locales/library.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { showToast } from '../controls/toasts.ts';
import { attempt } from './attempt.ts';

interface EmptyBinDialogProps {
  library: Library;
  articles: number;
  marks: number;
  onClose: () => void;
}

/** The one act here that can't be taken back, so it asks. */
export function EmptyBinDialog({ library, articles, marks, onClose }: EmptyBinDialogProps) {
  const texts = textsOf(libraryTexts);
  const [isBusy, setBusy] = useState(false);
  const empty = async () => {
    setBusy(true);
    const isDone = await attempt(library.emptyBin());
    onClose();
    if (isDone) showToast({ text: texts.binEmptied });
  };
  return (
    <Dialog
      title={texts.emptyBinTitle}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.emptyBinNo}</Button>
          <Button kind="danger" icon={Trash2} isBusy={isBusy} onClick={() => void empty()}>
            {texts.emptyBinYes}
          </Button>
        </>
      }
    >
      {texts.emptyBinBody(articles, marks)}
    </Dialog>
  );
}
