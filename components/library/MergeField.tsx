import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { syncPageTexts } from '../../locales/sync-page.ts';
import { MAX_NOTE_LENGTH } from '../../protocol/records.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Library, Owner } from '../../utils/library/library.ts';
import { mergeDraftKey, type NoteDraft, packDraft } from '../../utils/note-draft.ts';
import { Button } from '../controls/Button.tsx';
import { TextArea } from '../controls/TextArea.tsx';
import styles from './NoteConflict.module.css';

interface MergeFieldProps {
  library: Library;
  owner: Owner;
  /** The words to begin with, and the stamps of the values they are made of. */
  start: NoteDraft;
  onSave: (text: string, seen: string[]) => Promise<void>;
  onCancel: () => void;
}

/** Several notes in one field, to be made one. Each key stroke is kept as a draft; nothing replaces the notes before it is saved. */
export function MergeField({ library, owner, start, onSave, onCancel }: MergeFieldProps) {
  const texts = textsOf(syncPageTexts);
  const [text, setText] = useState(start.text);
  const [hasFailed, setFailed] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => area.current?.focus(), []);
  const isTooLong = text.length > MAX_NOTE_LENGTH;
  const type = (typed: string) => {
    setText(typed);
    library.setDraft(mergeDraftKey(owner), packDraft({ text: typed, seen: start.seen })).then(
      () => setFailed(false),
      () => setFailed(true),
    );
  };
  const save = async () => {
    if (isTooLong) return area.current?.focus();
    setSaving(true);
    await onSave(text, start.seen);
    setSaving(false);
  };
  return (
    <div class={styles.field}>
      <TextArea
        ref={area}
        label={texts.mergeLabel}
        isHand
        rows={Math.min(12, Math.max(5, text.split('\n').length + 2))}
        value={text}
        onInput={type}
        help={texts.mergeKept}
        error={mergeProblem(text.length, hasFailed)}
      />
      <p class={styles.merge}>
        <Button kind="primary" isBusy={isSaving} onClick={() => void save()}>
          {texts.mergeSave}
        </Button>
        <Button kind="quiet" onClick={onCancel}>
          {texts.mergeCancel}
        </Button>
      </p>
    </div>
  );
}

function mergeProblem(length: number, hasFailed: boolean): string | undefined {
  const texts = textsOf(syncPageTexts);
  if (length > MAX_NOTE_LENGTH) return texts.mergeTooLong(length, MAX_NOTE_LENGTH);
  return hasFailed ? texts.mergeFailed : undefined;
}
