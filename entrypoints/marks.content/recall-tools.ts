import type { Selector } from '../../protocol/selectors.ts';
import { call, whereReached } from '../../utils/messages/call.ts';
import type { MarksState, PageMark } from './state.ts';

/** The kept text as a second witness, for pages that have changed around a mark. */
export interface RecallTools {
  /** What a mark is looked for by: its own selectors, and what was recalled of them. */
  known(selectors: Selector[]): Selector[];
  /** Asks about those in doubt that it wasn't asked about yet, and has them looked for again where it knew more of any. */
  ask(state: MarksState): Promise<void>;
}

declare global {
  /** In the world of our scripts. */
  var recallTools: RecallTools | undefined;
}

/** Of marks that the page leaves in doubt, though their words are no others. Most pages leave none, and are read without the script that asks. */
export async function recallUnsure(state: MarksState): Promise<void> {
  if (state.marks.value.some(isUnsure)) await whereReached(ask(state));
}

async function ask(state: MarksState): Promise<void> {
  if (!globalThis.recallTools) await call('begin-recall');
  await globalThis.recallTools?.ask(state);
}

export function isUnsure({ anchored: { result } }: PageMark): boolean {
  return result.status !== 'found' && !result.isChanged;
}
