import { computed } from '@preact/signals';
import { theme } from '../../utils/appearance.ts';
import { layout } from '../../utils/reader/layout-choice.ts';

/** The paper that the reader wants; `auto` follows what is chosen for all pages of ours, and the system in the end. */
export const paper = computed(() => (layout.value.paper === 'auto' ? theme.value : layout.value.paper));

/** Sets it on an element, with everything inside. */
export function setPaper(element: HTMLElement, value: typeof paper.value): void {
  if (value === 'auto') delete element.dataset.theme;
  else element.dataset.theme = value;
}
