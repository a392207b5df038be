import { markWords } from '../../components/annotation/mark-words.ts';
import { PlaceQuestion } from '../../components/annotation/PlaceQuestion.tsx';
import { ReattachBar } from '../../components/annotation/ReattachBar.tsx';
import css from '../../components/annotation/reattach.css?inline';
import { reattachTexts } from '../../locales/reattach.ts';
import type { Selector } from '../../protocol/selectors.ts';
import { call } from '../../utils/messages/call.ts';
import type { PageMarks } from '../marks.content/page-marks.ts';
import type { ReattachTools } from '../marks.content/reattach-tools.ts';
import { drawEnd } from './draw-ends.ts';

/** Both components read the state as it is when they are drawn: the marks' script draws them anew after every change of it. */
export function createReattachTools(marks: PageMarks): ReattachTools {
  const { state } = marks;
  const texts = reattachTexts[state.language];
  const find = (id: string | null | undefined) => state.marks.value.find(({ mark }) => mark.id === id);
  const reattach = (id: string) => {
    void marks.closeCard();
    state.selection.value = null;
    state.reattaching.value = id;
  };
  const move = async (id: string, range: Range) => {
    const before = find(id)?.mark.pageSelectors;
    if (!(await marks.move(id, range)) || !before) return;
    const run = () => void takeBack(id, before);
    state.toast.value = { words: texts.moved, action: { label: state.texts.undo, run } };
  };
  const takeBack = async (id: string, pageSelectors: Selector[]) => {
    try {
      // The page hears of that as of every change, and looks for the mark there.
      await call('edit-mark', { id, changes: { pageSelectors } });
      state.toast.value = { words: texts.takenBack };
    } catch {
      state.toast.value = { words: state.texts.changeNotStored };
    }
  };
  const attach = () => {
    const [id, range] = [state.reattaching.value, state.selection.value];
    if (id !== null && range) void move(id, range);
  };
  const ends = {
    range: () => find(state.card.value?.id)?.anchored.result.range ?? null,
    rectsInPage: marks.rectsInPage,
    follow: (place: () => void) => state.marks.subscribe(place),
    onDrawn: (range: Range) => {
      const id = state.card.value?.id;
      if (id !== undefined) void move(id, range);
    },
  };
  const [start, end] = [drawEnd('start', ends), drawEnd('end', ends)];
  return {
    attach,
    Question: ({ mark, range }) => (
      <>
        <style>{css}</style>
        <div class="end" ref={start} aria-hidden="true" />
        <div class="end" ref={end} aria-hidden="true" />
        <PlaceQuestion
          texts={texts}
          quote={mark.whole === 'image' ? '' : mark.quote}
          here={range.toString()}
          onConfirm={() => void move(mark.id, range)}
          onReattach={() => reattach(mark.id)}
        />
      </>
    ),
    Bar: ({ Frame }) => {
      const moved = find(state.reattaching.value)?.mark;
      return (
        <>
          <style>{css}</style>
          <ReattachBar
            texts={texts}
            Frame={Frame}
            quote={moved ? markWords(state.texts, moved) : ''}
            range={state.selection.value}
            problem={state.selectionProblem.value}
            onAttach={attach}
            onCancel={() => {
              state.reattaching.value = null;
            }}
          />
        </>
      );
    },
  };
}
