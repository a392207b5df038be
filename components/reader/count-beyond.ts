import type { SnapshotContent } from '../../utils/library/library.ts';
import { MAX_IMAGES } from '../../utils/library/snapshots.ts';

/** How many pictures stand in an article's text beyond those that a version of it may have. */
export function countBeyond(
  root: HTMLElement,
  { images, missingImages }: Pick<SnapshotContent, 'images' | 'missingImages'>,
): number {
  const known = new Set([...Object.keys(images), ...missingImages]);
  // Of fewer, one that is not among them was taken for none of the article's.
  if (known.size < MAX_IMAGES) return 0;
  const shown = Array.from(
    root.querySelectorAll<HTMLElement>('[data-address]'),
    ({ dataset }) => dataset.address ?? '',
  );
  return new Set(shown).difference(known).size;
}
