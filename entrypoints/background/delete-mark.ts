import type { Library } from '../../utils/library/library.ts';
import type { PageSender } from '../../utils/messages/sender.ts';
import { checkOwnerOnceThere } from './page-library.ts';

/** Throws `not-found` for a mark of another page. Deleting twice is deleting once. */
export async function deleteMarkOfPage(library: Library, page: PageSender, id: string): Promise<void> {
  await checkOwnerOnceThere(library, page, { kind: 'mark', id });
  await library.deleteMark(id);
}

/** For 撤销, wherever it was deleted: in the page, in another view or on another device. Throws `not-found` for a mark of another page. */
export async function restoreMarkOfPage(library: Library, page: PageSender, id: string): Promise<void> {
  await checkOwnerOnceThere(library, page, { kind: 'mark', id });
  await library.restoreMark(id);
}
