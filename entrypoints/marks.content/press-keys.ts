import { MARK_COLOURS } from '../../utils/library/library.ts';
import { makeMark } from './make-mark.ts';
import { closeCard, giveFocusBack } from './open-card.ts';
import type { MarksState } from './state.ts';
import { isEditable, selectionInHand } from './watch-selection.ts';

/** Single keys, only beside a selection of the page's text and never in a field or an input method; Esc anywhere. */
export function pressKeys(state: MarksState, host: Element, inner: Document, signal: AbortSignal): void {
  const press = (event: KeyboardEvent) => {
    if (!event.isTrusted || event.isComposing || event.target === host) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    // Within an open root of the page's own, the event's target is the element around it.
    if (isEditable(event.composedPath()[0])) return;
    const act =
      event.key === 'Escape' ? closeTopmost(state) : actOnSelection(state, host, event.key.toLowerCase());
    if (!act) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    act();
  };
  // Captured at the window, or the page's own single-key shortcuts would run as well.
  inner.defaultView?.addEventListener('keydown', press, { capture: true, signal });
}

function actOnSelection(state: MarksState, host: Element, key: string): (() => void) | null {
  const range = selectionInHand(state, host);
  if (!range) return null;
  if (state.reattaching.value !== null)
    return key === 'enter' ? () => state.reattachTools.value?.attach() : null;
  if (state.isToolbarOff.value || !state.hasKeys.value) return null;
  const colour = MARK_COLOURS.find((each) => String(each) === key);
  if (colour) return () => void makeMark(state, range, colour, null);
  if (key === 'n') return () => void makeMark(state, range, state.colour.value, 'note');
  if (key === 't') return () => void makeMark(state, range, state.colour.value, 'tag');
  return null;
}

/** Closes what is on top. Null where nothing of ours is open: the key is the page's. */
export function closeTopmost(state: MarksState): (() => void) | null {
  if (state.choice.value.length > 0)
    return () => {
      state.choice.value = [];
      giveFocusBack(state);
    };
  if (state.card.value) return () => void closeCard(state, true);
  if (state.isLostListOpen.value)
    return () => {
      state.isLostListOpen.value = false;
    };
  if (state.reattaching.value !== null)
    return () => {
      state.reattaching.value = null;
    };
  if (state.selection.value && (!state.isToolbarOff.value || state.selectionProblem.value))
    return () => {
      state.selection.value = null;
    };
  return null;
}
