import { useState } from 'preact/hooks';
import { organiseTexts } from '../../locales/organise.ts';
import { textsOf } from '../../utils/appearance.ts';
import { LibraryError } from '../../utils/library/library-error.ts';
import { Button } from '../controls/Button.tsx';
import { Dialog } from '../controls/Dialog.tsx';
import { TextField } from '../controls/TextField.tsx';
import { attempt } from './attempt.ts';

interface NameSearchProps {
  title: string;
  name: string;
  onName: (name: string) => Promise<unknown>;
  onClose: () => void;
}

/** Asks what a saved search is to be called. */
export function NameSearch({ title, name: given, onName, onClose }: NameSearchProps) {
  const texts = textsOf(organiseTexts);
  const [name, setName] = useState(given);
  const [isBad, setBad] = useState(false);
  const save = async () => {
    let isRefused = false;
    const naming = onName(name).catch((error: unknown) => {
      if (!(error instanceof LibraryError && error.code === 'bad-name')) throw error;
      isRefused = true;
    });
    const isDone = await attempt(naming);
    setBad(isRefused);
    if (isDone && !isRefused) onClose();
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button kind="primary" onClick={() => void save()}>
            {texts.saveAct}
          </Button>
        </>
      }
    >
      <TextField
        label={texts.searchName}
        value={name}
        error={isBad ? texts.badSearchName : null}
        maxLength={40}
        autocomplete="off"
        onInput={setName}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) void save();
        }}
      />
    </Dialog>
  );
}
