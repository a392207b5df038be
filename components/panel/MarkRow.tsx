import { Locate, Pencil, Tags, Trash2 } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { panelTexts } from '../../locales/panel.ts';
import { readerTexts } from '../../locales/reader.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { MARK_COLOURS, type Mark } from '../../utils/library/library.ts';
import type { PopupModel } from '../article/popup-state.ts';
import { Button } from '../controls/Button.tsx';
import { classes } from '../controls/classes.ts';
import { MarkShape, markName } from '../controls/MarkShape.tsx';
import { MenuButton } from '../controls/MenuButton.tsx';
import { markWords } from '../controls/mark-words.ts';
import { TagInput } from '../controls/TagInput.tsx';
import { attempt } from '../library/attempt.ts';
import { dayName } from '../library/times.ts';
import { NoteText } from '../note/NoteText.tsx';
import { deleteMarkWithUndo } from '../reader/delete-mark.ts';
import { NoteEditor } from '../reader/NoteEditor.tsx';
import type { MarkGroupKind } from './group-marks.ts';
import styles from './MarkRow.module.css';
import { MarkWords } from './MarkWords.tsx';
import { type PanelModel, shortQuote } from './panel-model.ts';

/** What of a mark is being edited in its row. */
export type Editing = 'note' | 'tags' | null;

interface MarkRowProps {
  panel: PanelModel;
  model: PopupModel;
  mark: Mark;
  kind: MarkGroupKind;
  /** The words in a doubtful place. */
  here: string | null;
  /** The headings above it; null where its place in the text is not known. */
  section: string[] | null;
  isInView: boolean;
  editing: Editing;
  onEdit: (editing: Editing) => void;
}

/** One mark: shape, quotation, note, place and tags; a press on the words goes to it in the page. What can be done with it is behind the button beside it. */
export function MarkRow(props: MarkRowProps) {
  const { panel, model, mark, kind, here, section, isInView, editing, onEdit } = props;
  const texts = textsOf(panelTexts);
  const { library } = model.world;
  const owner = { kind: 'mark', id: mark.id } as const;
  const quote = shortQuote(markWords(mark));
  const hasPlace = kind === 'found' || kind === 'doubtful';
  const words = <MarkWords mark={mark} kind={kind} here={here} />;
  const hasNote = mark.note.text !== '' && editing !== 'note';
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // The list follows the page that is scrolled, not the reader who is at work in the list.
    const isUsed = document.hasFocus() && document.activeElement !== document.body;
    if (isInView && !isUsed) row.current?.scrollIntoView({ block: 'nearest' });
  }, [isInView]);
  return (
    <li ref={row} class={classes(styles.row, isInView && styles.current)}>
      <span class={styles.shape}>
        <MarkShape colour={mark.colour} />
      </span>
      <div class={styles.words}>
        {hasPlace ? (
          <button
            type="button"
            class={styles.go}
            data-mark={mark.id}
            aria-current={isInView || undefined}
            title={texts.goTo(quote)}
            onClick={() => panel.goToMark(mark)}
          >
            {words}
          </button>
        ) : (
          <div class={styles.stays} data-mark={mark.id} tabIndex={-1}>
            {words}
          </div>
        )}
        {hasNote && (
          // The button above is for the keyboard; a press on the note is a shortcut. A link in it is none.
          // biome-ignore lint/a11y/noStaticElementInteractions: see above
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          <div onClick={() => hasPlace && getSelection()?.isCollapsed !== false && panel.goToMark(mark)}>
            <NoteText class={styles.hand} text={mark.note.text} />
          </div>
        )}
        {editing === 'note' && (
          <NoteEditor
            library={library}
            owner={owner}
            note={mark.note}
            label={textsOf(readerTexts).noteOf(quote)}
            isLabelHidden
            hasFocus
            onDone={() => onEdit(null)}
          />
        )}
        {editing === 'tags' ? (
          <div class={styles.tags}>
            <TagInput
              tags={mark.tags}
              known={model.state.value.knownTags}
              draftOf={{ library, owner }}
              onAdd={(name) => attempt(library.addTag(owner, name).then(model.reload))}
              onRemove={(tagId) => void attempt(library.removeTag(owner, tagId).then(model.reload))}
            />
            <Button size="s" kind="quiet" onClick={() => onEdit(null)}>
              {texts.doneTags}
            </Button>
          </div>
        ) : (
          <p class={styles.meta}>{metaOf(props, section)}</p>
        )}
        <Decision {...props} />
      </div>
      <MenuButton
        name={texts.doings(quote)}
        items={[
          {
            label: mark.note.text === '' ? texts.writeNote : texts.editNote,
            icon: Pencil,
            onChoose: () => onEdit('note'),
          },
          { label: texts.editTags, icon: Tags, onChoose: () => onEdit('tags') },
          ...MARK_COLOURS.filter((colour) => colour !== mark.colour).map((colour) => ({
            label: texts.changeColour(markName(colour)),
            onChoose: () => void attempt(library.editMark(mark.id, { colour }).then(model.reload)),
          })),
          {
            label: texts.remove,
            icon: Trash2,
            isDanger: true,
            onChoose: () => void deleteMarkWithUndo(library, mark).then(model.reload),
          },
        ]}
      />
    </li>
  );
}

/** Only where something has to be decided. */
function Decision({ panel, model, mark, kind }: MarkRowProps) {
  const texts = textsOf(panelTexts);
  if (kind === 'doubtful') {
    return (
      <p class={styles.actions}>
        <Button size="s" onClick={() => panel.confirmPlace(mark)}>
          {texts.rightHere}
        </Button>
        <Button size="s" kind="quiet" onClick={() => panel.reattach(mark)}>
          {texts.elsewhereHere}
        </Button>
      </p>
    );
  }
  if (kind !== 'lost') return null;
  return (
    <p class={styles.actions}>
      <Button size="s" icon={Locate} onClick={() => panel.reattach(mark)}>
        {texts.reattach}
      </Button>
      <Button
        size="s"
        kind="quiet"
        onClick={() => model.world.openPage(`library.html#/article/${mark.articleId}`)}
      >
        {texts.seeVersion}
      </Button>
    </p>
  );
}

/** 开篇, or the headings above; for a lost one when it was made; and its tags. */
function metaOf({ mark, kind }: MarkRowProps, section: string[] | null): string {
  const texts = textsOf(panelTexts);
  const day = dayName(mark.createdAt, language.value);
  const path = section && (section.length === 0 ? textsOf(readerTexts).opening : section.join(' · '));
  const place = kind === 'lost' ? texts.was(day) : path;
  return [place, ...mark.tags.map(({ name }) => name)].filter((words) => words !== null).join(' · ');
}
