import { isShadowedIn } from '../shadowed.ts';

/** What is asked of an element on the way through a page, without care (`own`); controls of other names lead no reading astray. */
const ASKED =
  'localName parentElement firstChild getAttribute hasAttribute hasAttributes checkVisibility querySelector closest contains'.split(
    ' ',
  );

/** Whether the element is a form whose controls shadow something that is asked of it: better not read at all. */
export function isShadowed(element: Element): boolean {
  return isShadowedIn(element, ASKED);
}
