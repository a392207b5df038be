import type { MarksState, PageMark } from '../../../entrypoints/marks.content/state.ts';

/** Puts marks into a state, each found at an empty range of this document. */
export function addMarks(state: MarksState, ...ids: string[]): void {
  state.marks.value = ids.map((id): PageMark => {
    const range = document.createRange();
    return {
      mark: storedMark(id),
      anchored: {
        id,
        selectors: [],
        result: { status: 'found', range, score: 1, isChanged: false },
        text: '',
      },
      isStored: true,
    };
  });
}

/** A mark as the library has it. */
export function storedMark(id: string): PageMark['mark'] {
  return {
    id,
    articleId: 'article',
    quote: '',
    pageSelectors: [],
    whole: null,
    snapshotSelectors: [],
    snapshot: null,
    tags: [],
    colour: 1,
    style: 'ground',
    note: { text: '', values: [] },
    createdAt: 0,
    isDeleted: false,
  };
}
