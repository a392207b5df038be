import type { Mark, MarkColour } from '../../utils/library/library.ts';

/** What of the marks the reader wants to see. Empty and null ask for nothing. */
export interface MarkFilter {
  colours: ReadonlySet<MarkColour>;
  tagId: string | null;
  hasNote: boolean;
}

export const EVERYTHING: MarkFilter = { colours: new Set(), tagId: null, hasNote: false };

export function filterMarks(marks: readonly Mark[], { colours, tagId, hasNote }: MarkFilter): Mark[] {
  return marks.filter(
    (mark) =>
      (colours.size === 0 || colours.has(mark.colour)) &&
      (tagId === null || mark.tags.some(({ id }) => id === tagId)) &&
      (!hasNote || mark.note.text !== ''),
  );
}

export const isFiltering = ({ colours, tagId, hasNote }: MarkFilter) =>
  colours.size > 0 || tagId !== null || hasNote;

/** The tags that these marks carry, by name. */
export function tagsOf(marks: readonly Mark[]): { id: string; name: string }[] {
  const tags = new Map(marks.flatMap((mark) => mark.tags.map(({ id, name }) => [id, name] as const)));
  return [...tags].map(([id, name]) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
}
