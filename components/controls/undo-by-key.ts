import { undoLatest } from './toasts.ts';

/** Ctrl+Z, ⌘Z take the latest act back: where text is typed it stays the field's own. */
export function undoByKey(event: KeyboardEvent): void {
  const isUndo = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
  if (!isUndo || event.key.toLowerCase() !== 'z' || event.isComposing || isTyping(event.target)) return;
  if (undoLatest()) event.preventDefault();
}

/** Fields that hold text; a checkbox has nothing of its own to take back. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target.isContentEditable;
}
