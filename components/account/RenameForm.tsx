import { useEffect, useRef, useState } from 'preact/hooks';
import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { TextField } from '../controls/TextField.tsx';
import styles from './SecurityView.module.css';
import { useFocusGoesBack } from './use-focus-goes-back.ts';

interface RenameFormProps {
  label: string;
  draft: string;
  isBusy: boolean;
  onDraft: (draft: string) => void;
  /** With the name as it was typed, without space around it; an empty one is not sent. */
  onRename: (name: string) => void;
  onCancel: () => void;
}

/** Stands where the name of a device or passkey stood, which is selected: typing replaces it. Esc leaves it as it was. */
export function RenameForm({ label, draft, isBusy, onDraft, onRename, onCancel }: RenameFormProps) {
  const texts = textsOf(securityTexts);
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  useFocusGoesBack(form);
  return (
    <form
      ref={form}
      class={styles.rename}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.isComposing) onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        const name = draft.trim();
        setEmpty(name === '');
        if (name === '') field.current?.focus();
        else onRename(name);
      }}
    >
      <TextField
        ref={field}
        label={label}
        isLabelHidden
        maxLength={40}
        autocomplete="off"
        value={draft}
        onInput={(typed) => {
          setEmpty(false);
          onDraft(typed);
        }}
        error={isEmpty ? texts.nameMissing : null}
      />
      <Button type="submit" isBusy={isBusy}>
        {texts.save}
      </Button>
    </form>
  );
}
