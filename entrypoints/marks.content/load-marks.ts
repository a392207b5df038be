import type { Selector } from '../../protocol/selectors.ts';
import { anchorMarksInSlices } from '../../utils/annotation/anchored-marks.ts';
import { isOfElement } from '../../utils/annotation/whole-element.ts';
import type { Mark } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import { nextTask } from '../../utils/next-task.ts';
import { followCard } from './open-card.ts';
import { bringRareTools } from './rare-tools.ts';
import { findMark, type MarksState, type PageMark } from './state.ts';

/**
 * Asks what is kept of this page and finds its marks; those that haven't changed place are not looked for again. Ends when all have a place or are lost: those that
 * take time show as they are found, and the page answers meanwhile. The later of two readings counts. Gives the id of the page's article, if it is kept.
 */
export async function loadMarks(state: MarksState): Promise<string | undefined> {
  state.readings.value += 1;
  const own = state.readings.value;
  const isLate = () => state.readings.value !== own;
  const known = new Set(state.marks.value.flatMap(({ mark, isStored }) => (isStored ? mark.id : [])));
  const page = await call('page-article');
  const articleId = page?.article.id;
  // What the reader did to one since this was asked stands, be it stored by now or not.
  const stored = (page?.marks ?? []).flatMap((mark) => {
    const entry = findMark(state, mark.id);
    return mark.isDeleted ? [] : entry && (entry.changedIn ?? 0) >= own ? entry.mark : mark;
  });
  if (stored.some(({ pageSelectors }) => isOfElement(pageSelectors))) await bringRareTools();
  if (isLate()) return articleId;
  // What is marked on another page of the article is not lost.
  state.isSplit.value = (page?.article.pages ?? null) !== null;
  const recalled = (selectors: Selector[]) => globalThis.recallTools?.known(selectors) ?? selectors;
  const before = new Map(state.marks.value.map((entry) => [entry.mark.id, entry]));
  const isPlaced = ({ id, pageSelectors }: Mark) => {
    const { result, selectors } = before.get(id)?.anchored ?? {};
    return (
      result?.status === 'found' && JSON.stringify(selectors) === JSON.stringify(recalled(pageSelectors))
    );
  };
  const looked = stored.filter((mark) => !isPlaced(mark));
  const present = stored.flatMap((mark): PageMark[] => {
    const entry = before.get(mark.id);
    before.delete(mark.id);
    return entry ? [{ ...entry, mark, isStored: true }] : [];
  });
  // One that was not stored when this was asked is not gone because the answer lacks it.
  show(state, [...present, ...[...before.values()].filter(({ mark }) => !known.has(mark.id))]);
  void followCard(state, articleId);
  const asked = looked.map(({ id, pageSelectors }) => ({ id, selectors: recalled(pageSelectors) }));
  for await (const slice of anchorMarksInSlices(document.body, asked, sliceOptions())) {
    if (isLate()) return articleId;
    const marks = new Map(state.marks.value.map((entry) => [entry.mark.id, entry]));
    for (const anchored of slice) {
      const mark = looked.find(({ id }) => id === anchored.id);
      const entry = marks.get(anchored.id);
      // One that the reader gave another place meanwhile stands there.
      if (mark && (!entry || entry.mark.pageSelectors === mark.pageSelectors))
        marks.set(mark.id, { mark, ...entry, anchored, isStored: true });
    }
    show(state, [...marks.values()]);
  }
  return articleId;
}

export function sliceOptions() {
  return { placeElement: globalThis.rareTools?.place, rest: nextTask };
}

/** The later above the earlier. */
function show(state: MarksState, marks: PageMark[]): void {
  state.marks.value = marks.sort((a, b) => a.mark.createdAt - b.mark.createdAt);
}
