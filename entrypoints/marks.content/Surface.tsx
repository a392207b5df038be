import { useLayoutEffect, useRef } from 'preact/hooks';
import { FieldFrame } from '../../components/annotation/FieldFrame.tsx';
import { Heard } from '../../components/annotation/Heard.tsx';
import type { LostMarksProps } from '../../components/annotation/LostMarks.tsx';
import { MarkCard } from '../../components/annotation/MarkCard.tsx';
import { MarkChoice } from '../../components/annotation/MarkChoice.tsx';
import { PageHint } from '../../components/annotation/PageHint.tsx';
import { PageToast } from '../../components/annotation/PageToast.tsx';
import { Toolbar } from '../../components/annotation/Toolbar.tsx';
import { copyLink, copyQuotation } from './copy-words.ts';
import { addTag, changeColour, changeStyle, deleteMark, nextStyle, removeTag } from './edit-mark.ts';
import { makeMark } from './make-mark.ts';
import { bringNoteTools } from './note-tools.ts';
import { closeCard, openCard } from './open-card.ts';
import { keepLook } from './reader-choices.ts';
import { findMark, type MarksState } from './state.ts';

/** A toast that offers 撤销 stays for 8 s, any other for 4. */
const UNDO_MS = 8000;
const TOAST_MS = 4000;

/** Everything of ours that floats over the page. */
export function Surface({ state }: { state: MarksState }) {
  const { texts } = state;
  const toast = state.toast.value;
  return (
    <>
      <SelectionBar state={state} />
      <Choice state={state} />
      <Card state={state} />
      {state.isLostListOpen.value && <Lost state={state} />}
      {/* Each by itself: once a message had gone, what stood there before would be read out again. */}
      <Heard said={toast} />
      <Heard said={state.announcement.value} />
      <div class="foot">
        {state.hint.value && !state.card.value && !state.selection.value && (
          <PageHint
            words={state.hint.value}
            dismiss={texts.dismiss}
            onDismiss={() => {
              state.hint.value = null;
            }}
          />
        )}
        {toast && (
          <PageToast
            key={toast.words}
            words={toast.words}
            more={toast.more}
            action={toast.action}
            lasts={toast.action ? UNDO_MS : TOAST_MS}
            onGone={() => {
              state.toast.value = null;
            }}
          />
        )}
      </div>
    </>
  );
}

function SelectionBar({ state }: { state: MarksState }) {
  const range = state.selection.value;
  const { Bar } = state.reattachTools.value ?? {};
  if (state.reattaching.value !== null) return Bar ? <Bar Frame={FieldFrame} /> : null;
  const isOff = state.isToolbarOff.value && state.selectionProblem.value === null;
  if (!range || isOff || state.card.value || state.choice.value.length > 0) return null;
  return (
    <Toolbar
      texts={state.texts}
      range={range}
      colour={state.colour.value}
      style={state.style.value}
      hasKeys={state.hasKeys.value}
      problem={state.selectionProblem.value}
      lostCount={state.lost.value.length}
      onMark={(colour, then) => void makeMark(state, range, colour, then)}
      onStyle={() => {
        state.style.value = nextStyle(state.style.value);
        void keepLook(state);
      }}
      onCopy={() => void copyQuotation(state, range)}
      onShowLost={() => void showLost(state)}
      onHide={() => hideToolbar(state)}
    />
  );
}

function Choice({ state }: { state: MarksState }) {
  const entries = state.choice.value.flatMap((id) => findMark(state, id) ?? []);
  const range = entries[0]?.anchored.result.range;
  if (!range) return null;
  return (
    <MarkChoice
      texts={state.texts}
      marks={entries.map(({ mark }) => mark)}
      range={range}
      onChoose={(id) => void openCard(state, id, null)}
    />
  );
}

function Card({ state }: { state: MarksState }) {
  const kept = useRef<Range | null>(null);
  const open = state.card.value;
  const entry = open && findMark(state, open.id);
  if (!open || !entry) return null;
  const { mark, anchored } = entry;
  const { status } = anchored.result;
  // While the page writes its text anew the words are nowhere, and somebody may be typing in the card.
  kept.current = anchored.result.range ?? kept.current;
  const range = kept.current;
  if (!range) return null;
  const { id } = mark;
  const { language } = state;
  const { Question } = state.reattachTools.value ?? {};
  return (
    <MarkCard
      key={id}
      texts={state.texts}
      language={language}
      mark={mark}
      range={range}
      writer={open.writer}
      focus={open.focus}
      question={status === 'doubtful' && Question && <Question mark={mark} range={range} />}
      problem={open.problem}
      knownTags={state.knownTags.value}
      lostCount={state.lost.value.length}
      onColour={(colour) => void changeColour(state, id, colour)}
      onStyle={() => void changeStyle(state, id)}
      onAddTag={(name) => addTag(state, id, name)}
      onRemoveTag={(tagId) => void removeTag(state, id, tagId)}
      onDelete={() => void deleteMark(state, id)}
      onCopyLink={() => void copyLink(state, mark.quote)}
      onShowLost={() => void showLost(state)}
      drawing={{
        note: (text, into) => void bringNoteTools().then((tools) => tools?.drawNote(text, into)),
        conflict: (writer, into) =>
          void bringNoteTools().then((tools) => tools?.drawConflict({ writer, language }, into)),
      }}
      onClose={() => void closeCard(state, true)}
    />
  );
}

function Lost({ state }: { state: MarksState }) {
  const { language, texts } = state;
  const marks = state.lost.value.map(({ mark }) => mark);
  const name = texts.lostCount(marks.length);
  const onClose = () => {
    state.isLostListOpen.value = false;
  };
  const onReattach = (id: string) => startReattaching(state, id);
  return (
    <div class="float card corner" role="dialog" aria-label={name}>
      <FieldFrame name={name} takesFocus={false} onClose={onClose}>
        <LostMarks {...{ language, texts, marks, onReattach, onClose }} />
      </FieldFrame>
    </div>
  );
}

function LostMarks(props: LostMarksProps) {
  const self = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (self.current) globalThis.noteTools?.drawLostMarks(props, self.current);
  });
  return <div ref={self} />;
}

function startReattaching(state: MarksState, id: string): void {
  void closeCard(state);
  state.isLostListOpen.value = false;
  state.selection.value = null;
  state.reattaching.value = id;
}

async function showLost(state: MarksState): Promise<void> {
  void closeCard(state);
  state.selection.value = null;
  if (await bringNoteTools()) state.isLostListOpen.value = true;
  else state.toast.value = { words: state.texts.updated };
}

function hideToolbar(state: MarksState): void {
  state.isToolbarOff.value = true;
  state.toast.value = { words: state.texts.hideToolbar, more: state.texts.toolbarBack };
}
