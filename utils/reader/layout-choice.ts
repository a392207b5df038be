import { type ReadonlySignal, signal } from '@preact/signals';
import { DEFAULT_LAYOUT, type Layout, readLayout } from './layout.ts';

const KEY = 'reading-layout';

const chosen = signal<Layout>(readLayout(read()));

/** What the reader chose on this device: screens and eyes differ, so it doesn't travel. The same in every open reader. */
export const layout: ReadonlySignal<Layout> = chosen;

export function changeLayout(changes: Partial<Layout>): void {
  chosen.value = { ...chosen.value, ...changes };
  keep(JSON.stringify(chosen.value));
}

/** Back to how it comes. The paper stays, since that is a matter of the room and not of the setting. */
export function resetLayout(): void {
  changeLayout({ ...DEFAULT_LAYOUT, paper: chosen.value.paper });
}

/** Follows what is chosen in another page of ours, until `signal` aborts. */
export function followLayout(signal: AbortSignal): void {
  addEventListener(
    'storage',
    ({ key, newValue }) => {
      if (key === KEY) chosen.value = readLayout(newValue);
    },
    { signal },
  );
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is switched off for this profile
  }
}

function keep(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Storage is switched off for this profile: the choice lasts as long as the page.
  }
}
