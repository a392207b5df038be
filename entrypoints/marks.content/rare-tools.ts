import type { Selector } from '../../protocol/selectors.ts';
import type { PlaceElement } from '../../utils/annotation/anchor.ts';
import { call } from '../../utils/messages/call.ts';
import type { MarksState } from './state.ts';

/** What the marks' script needs on few pages, and so doesn't carry: pictures and tables that are marked whole, the hint after a first mark. */
export interface RareTools {
  host: Element;
  describe(element: Element): Selector[];
  /** Offers what stands in a document of a frame as well. */
  follow(inner: Document, signal: AbortSignal): void;
  place: PlaceElement;
  /** Around the picture that the reader's right click was on, of which the background tells the address. */
  pick(notice: unknown): Range | null;
  /** After the first mark of a page. */
  hint(state: MarksState): Promise<void>;
}

declare global {
  /** In the world of our scripts. */
  var rareTools: RareTools | undefined;
}

let bringing: Promise<unknown> | undefined;

/** Brings that script where it isn't there yet; undefined where it can't be had. */
export async function bringRareTools(): Promise<RareTools | undefined> {
  if (!globalThis.rareTools) {
    bringing ??= call('begin-rare').catch(() => undefined);
    await bringing;
    bringing = undefined;
  }
  return globalThis.rareTools;
}
