import { anchorMarks } from '../../utils/annotation/anchored-marks.ts';
import type { Mark } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import type { MarksState, PageMark } from './state.ts';

/** Asks what is kept of this page and finds its marks; those that haven't changed place are not looked for again. */
export async function loadMarks(state: MarksState): Promise<void> {
  const page = await call('page-article');
  const stored = (page?.marks ?? []).filter((mark) => !mark.isDeleted);
  const ids = new Set(stored.map((mark) => mark.id));
  const unstored = state.marks.value.filter(({ mark, isStored }) => !isStored && !ids.has(mark.id));
  // What is marked on another page of the article is not lost.
  state.isSplit.value = (page?.article.pages ?? null) !== null;
  state.marks.value = [...placeMarks(state.marks.value, stored), ...unstored];
}

function placeMarks(known: PageMark[], stored: Mark[]): PageMark[] {
  const before = new Map(known.map((entry) => [entry.mark.id, entry]));
  const isPlaced = (mark: Mark) => {
    const anchored = before.get(mark.id)?.anchored;
    return (
      anchored?.result.status === 'found' &&
      JSON.stringify(anchored.selectors) === JSON.stringify(mark.pageSelectors)
    );
  };
  const unplaced = stored.filter((mark) => !isPlaced(mark));
  const anchored = anchorMarks(
    document.body,
    unplaced.map(({ id, pageSelectors }) => ({ id, selectors: pageSelectors })),
  );
  const places = new Map(anchored.map((place) => [place.id, place]));
  return stored
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .flatMap((mark) => {
      const place = places.get(mark.id) ?? before.get(mark.id)?.anchored;
      return place ? [{ mark, anchored: place, isStored: true }] : [];
    });
}
