import { Monitor } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { syncPageTexts } from '../../locales/sync-page.ts';
import type { NoteValue } from '../../protocol/records.ts';
import { deviceOf, millisecondsOf } from '../../protocol/stamps.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import type { NoteConflict as Conflict, Library } from '../../utils/library/library.ts';
import { mergeDraftKey, type NoteDraft, stampsOf, unpackDraft } from '../../utils/note-draft.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { MarkShape } from '../controls/MarkShape.tsx';
import { differingWords } from './differing-words.ts';
import { MergeField } from './MergeField.tsx';
import styles from './NoteConflict.module.css';
import { routeHash } from './route.ts';
import { settleNote } from './settle-note.ts';
import { exactMoment } from './times.ts';

interface NoteConflictProps {
  library: Library;
  conflict: Conflict;
  /** The first four characters of this device's stamps. */
  device: string | null;
  /** The one ink button of a view stands in its first conflict. */
  isFirst: boolean;
  /** Elsewhere, while its values were being joined here. */
  isSettled: boolean;
  onSettled: () => void;
  /** Whether its values are being joined in a field. */
  onJoin: (isJoining: boolean) => void;
}

/** The values of a note side by side; one of them, or all in one, becomes the note. */
export function NoteConflict(props: NoteConflictProps) {
  const { library, conflict, device, isFirst, isSettled, onSettled, onJoin } = props;
  const texts = textsOf(syncPageTexts);
  const { owner, note } = conflict;
  const [merging, setMerging] = useState<NoteDraft | null>(null);
  const place = useRef<HTMLElement>(null);
  const isHere = (value: NoteValue) => deviceOf(value.stamp).slice(0, 4) === device;
  // What 撤销 has put back was written here anew, whoever wrote it first.
  const isPutBack = note.values.every(isHere);
  const whose = (value: NoteValue, index: number) => {
    if (isPutBack) return texts.copy(index + 1);
    return isHere(value) ? texts.thisDevice : texts.otherDevice;
  };
  useEffect(() => {
    let isGone = false;
    const takeUp = async () => {
      const draft = unpackDraft(await library.draft(mergeDraftKey(owner)));
      if (!isGone && draft) setMerging((now) => now ?? draft);
    };
    takeUp().catch(() => undefined);
    return () => {
      isGone = true;
    };
  }, [library, owner.kind, owner.id]);
  const isJoining = merging !== null;
  useEffect(() => onJoin(isJoining), [isJoining]);
  const settle = async (text: string, seen: string[]) => {
    if (!(await settleNote(library, conflict, text, seen))) return;
    setMerging(null);
    onSettled();
  };
  const merge = async () => {
    // What was typed before and put off stands in the draft.
    const draft = unpackDraft(await library.draft(mergeDraftKey(owner)).catch(() => null));
    setMerging(draft ?? { text: note.text, seen: stampsOf(note) });
  };
  return (
    <article
      class={styles.conflict}
      id={conflictId(owner)}
      ref={place}
      tabIndex={-1}
      aria-labelledby={`name-${owner.id}`}
    >
      <h3 class={styles.name} id={`name-${owner.id}`}>
        {conflict.colour !== null && <MarkShape colour={conflict.colour} />}
        {conflict.quote && (
          <span class={styles.quote} lang="zh-CN">
            {conflict.quote}
          </span>
        )}
        <a href={routeHash({ place: 'article', id: conflict.articleId })} lang="zh-CN">
          {conflict.title}
        </a>
      </h3>
      {isSettled ? (
        <p role="status">{texts.settledElsewhere}</p>
      ) : (
        <div class={styles.values}>
          {note.values.map((value, index) => (
            <Value
              key={value.stamp}
              value={value}
              other={note.values[index === 0 ? 1 : index - 1]?.text ?? ''}
              whose={whose(value, index)}
              onUse={() => void settle(value.text, stampsOf(note))}
            />
          ))}
        </div>
      )}
      {merging ? (
        <MergeField
          library={library}
          owner={owner}
          start={merging}
          onSave={settle}
          onCancel={() => {
            place.current?.focus();
            setMerging(null);
          }}
        />
      ) : (
        <p class={styles.merge}>
          <Button kind={isFirst ? 'primary' : 'plain'} onClick={() => void merge()}>
            {texts.merge}
          </Button>
          <span class={styles.small}>{texts.mergeHint}</span>
        </p>
      )}
    </article>
  );
}

/** Where a sign in a list leads. */
export function conflictId(owner: { kind: string; id: string }): string {
  return `note-of-${owner.kind}-${owner.id}`;
}

interface ValueProps {
  value: NoteValue;
  /** The one beside it. */
  other: string;
  /** Which device wrote it, where that can be told. */
  whose: string;
  onUse: () => void;
}

function Value({ value, other, whose, onUse }: ValueProps) {
  const texts = textsOf(syncPageTexts);
  return (
    <div class={styles.value}>
      <p class={styles.where}>
        <Icon of={Monitor} size={14} />
        <b>{whose}</b>
        <span>{exactMoment(millisecondsOf(value.stamp), language.value)}</span>
      </p>
      {value.text === '' ? (
        <p class={styles.small}>{texts.emptyValue}</p>
      ) : (
        <p class={styles.hand} lang="zh-CN">
          {differingWords(value.text, other).map((part, at) =>
            part.differs ? <ins key={at}>{part.text}</ins> : <span key={at}>{part.text}</span>,
          )}
        </p>
      )}
      <Button size="s" onClick={onUse}>
        {texts.use}
      </Button>
    </div>
  );
}
