import { type ReadonlySignal, signal } from '@preact/signals';
import type { LucideIcon } from 'lucide-preact';

export interface ToastWords {
  /** What happened. */
  text: string;
  /** Where the words are now; said more quietly. */
  detail?: string;
  icon?: LucideIcon;
  action?: { label: string; onAction: () => void };
}

export interface Toast extends ToastWords {
  id: number;
}

/** More would hide the page; the oldest goes. */
const MOST_TOASTS = 3;

const shown = signal<Toast[]>([]);
let last = 0;

/** What `<Toasts />` shows, oldest first. */
export const toasts: ReadonlySignal<Toast[]> = shown;

/** Shows a message for 8 s at least; with an action it is the place for 撤销. Gives its id, to take it back. */
export function showToast(words: ToastWords): number {
  last += 1;
  shown.value = [...shown.value, { ...words, id: last }].slice(-MOST_TOASTS);
  return last;
}

export function dismissToast(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}
