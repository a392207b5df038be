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

/** Acts that can be taken back, the latest last: their messages may have gone. */
const undoable: { id: number; undo: () => void }[] = [];
const MOST_UNDOABLE = 20;

const shown = signal<Toast[]>([]);
let last = 0;

/** What `<Toasts />` shows, oldest first. */
export const toasts: ReadonlySignal<Toast[]> = shown;

/** Shows a message for 8 s at least; with an action it is the place for 撤销. Gives its id, to take it back. */
export function showToast(words: ToastWords): number {
  last += 1;
  const id = last;
  const { action } = words;
  if (action) undoable.push({ id, undo: action.onAction });
  if (undoable.length > MOST_UNDOABLE) undoable.shift();
  const once = action && { ...action, onAction: () => void undo(id) };
  shown.value = [...shown.value, { ...words, ...(once && { action: once }), id }].slice(-MOST_TOASTS);
  return id;
}

/** Takes the latest act back that can be, also when its message has gone. Gives whether there was one. */
export function undoLatest(): boolean {
  const latest = undoable.at(-1);
  if (!latest) return false;
  dismissToast(latest.id);
  return undo(latest.id);
}

/** Each act is taken back once, by whichever way. */
function undo(id: number): boolean {
  const at = undoable.findIndex((act) => act.id === id);
  const [act] = at === -1 ? [] : undoable.splice(at, 1);
  act?.undo();
  return act !== undefined;
}

export function dismissToast(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id);
}
