import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from '../../utils/browser.ts';
import type { MarkColour, MarkStyle } from '../../utils/library/library.ts';
import { LOOK_KEY, lookIn } from '../../utils/library/mark-looks.ts';

interface Look {
  colour: MarkColour;
  style: MarkStyle;
}

const look = signal(readLook(null));

/** What the next mark looks like: as the last one, here and on any page. */
export const lastLook: ReadonlySignal<Look> = look;

/** Takes over what was used elsewhere, before this page and beside it. */
export function followLastLook(signal: AbortSignal): void {
  const read = () => {
    browser.storage.local.get(LOOK_KEY).then(
      (kept) => {
        look.value = readLook(kept[LOOK_KEY]);
      },
      (error: unknown) => console.warn('last look', error),
    );
  };
  read();
  browser.storage.onChanged.addListener(read);
  signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(read));
}

/** Where it can't be kept it lasts as long as the page. */
export function keepLook(changes: Partial<Look>): void {
  look.value = { ...look.value, ...changes };
  const { colour, style } = look.value;
  browser.storage.local
    .set({ [LOOK_KEY]: [colour, style] })
    .catch((error: unknown) => console.warn('last look', error));
}

function readLook(kept: unknown): Look {
  const [colour, style] = lookIn(kept);
  return { colour, style };
}
