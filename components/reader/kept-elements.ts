import type { Selector } from '../../protocol/selectors.ts';
import type { PlaceElement } from '../../utils/annotation/anchor.ts';
import { anchorElement } from '../../utils/annotation/anchor-element.ts';
import { describeRange } from '../../utils/annotation/describe.ts';
import { describeElement } from '../../utils/annotation/describe-element.ts';
import { indexText } from '../../utils/annotation/text-index.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';

/** Where the sanitiser left it (sanitise.ts): what stands in `src` is a blob of ours. */
const addressOf = (picture: Element): string | null => picture.getAttribute('data-address');

/** Finds pictures and tables that are marked whole in the kept text. */
export const placeKept: PlaceElement = (selectors, index, words) =>
  anchorElement(selectors, index, words, addressOf);

/** Says where a passage, or the picture or table that the range is around, is in the kept text. */
export function describeKept(root: Element, range: Range): Selector[] {
  const element = elementOf(range);
  return element ? describeElement(indexText(root), element, addressOf) : describeRange(root, range);
}
