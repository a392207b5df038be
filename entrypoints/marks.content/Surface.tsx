import { MarkCard } from '../../components/annotation/MarkCard.tsx';
import { LostMarks, MarkChoice } from '../../components/annotation/MarkLists.tsx';
import { PageHint } from '../../components/annotation/PageHint.tsx';
import { PageToast } from '../../components/annotation/PageToast.tsx';
import { ReattachBar } from '../../components/annotation/ReattachBar.tsx';
import { Toolbar } from '../../components/annotation/Toolbar.tsx';
import { copyLink, copyQuotation } from './copy-words.ts';
import { addTag, changeColour, changeStyle, deleteMark, nextStyle, removeTag } from './edit-mark.ts';
import { confirmPlace, makeMark, moveMark } from './make-mark.ts';
import { closeCard, openCard } from './open-card.ts';
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
      {state.isLostListOpen.value && (
        <LostMarks
          texts={texts}
          marks={state.lost.value.map(({ mark }) => mark)}
          onReattach={(id) => startReattaching(state, id)}
          onClose={() => {
            state.isLostListOpen.value = false;
          }}
        />
      )}
      <div class="heard" role="status">
        {toast ? [toast.words, toast.more].filter(Boolean).join(' · ') : state.announcement.value}
      </div>
      <div class="foot">
        {state.showsHint.value && !state.card.value && !state.selection.value && (
          <PageHint
            words={texts.hint}
            dismiss={texts.dismiss}
            onDismiss={() => {
              state.showsHint.value = false;
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
  const moving = state.reattaching.value;
  if (moving !== null) {
    return (
      <ReattachBar
        texts={state.texts}
        quote={findMark(state, moving)?.mark.quote ?? ''}
        range={range}
        problem={state.selectionProblem.value}
        onAttach={() => range && void moveMark(state, moving, range)}
        onCancel={() => {
          state.reattaching.value = null;
        }}
      />
    );
  }
  const isOff = state.isToolbarOff.value && state.selectionProblem.value === null;
  if (!range || isOff || state.card.value || state.choice.value.length > 0) return null;
  return (
    <Toolbar
      texts={state.texts}
      range={range}
      colour={state.colour.value}
      style={state.style.value}
      problem={state.selectionProblem.value}
      lostCount={state.lost.value.length}
      onMark={(colour, then) => void makeMark(state, range, colour, then)}
      onStyle={() => {
        state.style.value = nextStyle(state.style.value);
      }}
      onCopy={() => void copyQuotation(state, range)}
      onShowLost={() => showLost(state)}
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
  const open = state.card.value;
  const entry = open && findMark(state, open.id);
  if (!open || !entry || entry.anchored.result.status === 'lost') return null;
  const { mark, anchored } = entry;
  const { id } = mark;
  return (
    <MarkCard
      key={id}
      texts={state.texts}
      language={state.language}
      mark={mark}
      status={anchored.result.status === 'doubtful' ? 'doubtful' : 'found'}
      range={entry.anchored.result.range ?? document.createRange()}
      writer={open.writer}
      focus={open.focus}
      problem={open.problem}
      knownTags={state.knownTags.value}
      lostCount={state.lost.value.length}
      onColour={(colour) => void changeColour(state, id, colour)}
      onStyle={() => void changeStyle(state, id)}
      onAddTag={(name) => void addTag(state, id, name)}
      onRemoveTag={(tagId) => void removeTag(state, id, tagId)}
      onDelete={() => void deleteMark(state, id)}
      onCopyLink={() => void copyLink(state, mark.quote)}
      onConfirm={() => void confirmPlace(state, id)}
      onReattach={() => startReattaching(state, id)}
      onShowLost={() => showLost(state)}
      onClose={() => void closeCard(state, true)}
    />
  );
}

function startReattaching(state: MarksState, id: string): void {
  void closeCard(state);
  state.isLostListOpen.value = false;
  state.selection.value = null;
  state.reattaching.value = id;
}

function showLost(state: MarksState): void {
  void closeCard(state);
  state.selection.value = null;
  state.isLostListOpen.value = true;
}

function hideToolbar(state: MarksState): void {
  state.isToolbarOff.value = true;
  state.toast.value = { words: state.texts.toolbarHidden, more: state.texts.toolbarBack };
}
