import { effect } from '@preact/signals-core';
import type { FunctionComponent } from 'preact';
import type { FieldFrameProps } from '../../components/annotation/FieldFrame.tsx';
import type { Mark } from '../../utils/library/library.ts';
import { call } from '../../utils/messages/call.ts';
import type { MarksState } from './state.ts';

/** What asks where marks stand, which most pages never have to. Components without hooks: this script's copy of Preact draws them, which knows nothing of another's. */
export interface ReattachTools {
  /** Gives the mark that waits for a place what is selected. */
  attach(): void;
  /** In the card of a doubtful mark. */
  Question: FunctionComponent<{ mark: Mark; range: Range }>;
  /** While a mark waits for its new place. */
  Bar: FunctionComponent<{ Frame: FunctionComponent<FieldFrameProps> }>;
}

/** Brings the script that puts them into the state, as soon as a doubtful mark is open or one is to get another place. */
export function bringReattachTools(state: MarksState, signal: AbortSignal): void {
  const stop = effect(() => {
    if (state.reattachTools.value || !(state.doubt.value ?? state.reattaching.value)) return;
    call('begin-reattach').catch(() => {
      state.reattaching.value = null;
      state.toast.value = { words: state.texts.updated };
    });
  });
  signal.addEventListener('abort', stop);
}
