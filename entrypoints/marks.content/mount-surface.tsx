import { effect } from '@preact/signals-core';
import { render } from 'preact';
import card from '../../components/annotation/card.css?inline';
import messages from '../../components/annotation/messages.css?inline';
import surface from '../../components/annotation/surface.css?inline';
import toolbar from '../../components/annotation/toolbar.css?inline';
import tokens from '../../components/styles/surface-tokens.css?inline';
import { closeCard } from './open-card.ts';
import { closeTopmost } from './press-keys.ts';
import { Surface } from './Surface.tsx';
import { lookAtAll, type MarksState } from './state.ts';

export { tokens };

export interface MountedSurface {
  host: HTMLElement;
  overlay: HTMLElement;
}

/** Puts our one element into the page: a host with a closed shadow root, which holds every control and every drawing of ours. */
export function mountSurface(state: MarksState, signal: AbortSignal): MountedSurface {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  // The surface comes last: its media queries speak for all of them.
  root.innerHTML = `<style>${[tokens, toolbar, card, messages, surface].join('')}</style><div class="paper"><div class="overlay" aria-hidden="true"></div><div class="sheets"></div></div>`;
  const [paper, overlay, sheets] = ['.paper', '.overlay', '.sheets'].map((part) =>
    root.querySelector<HTMLElement>(part),
  );
  if (!paper || !overlay || !sheets) throw new Error('no surface');
  paper.lang = state.language;
  guard(root, host);
  // Without `signal`, like the guard: both live as long as the host.
  sheets.addEventListener('keydown', (event) => closeOnEscape(state, event));
  const stopTheme = effect(() => {
    paper.dataset.theme = state.theme.value;
  });
  const stopDrawing = drawOnChange(state, sheets);
  writeOnLeaving(state, signal);
  document.documentElement.append(host);
  const leave = () => {
    stopTheme();
    stopDrawing();
    host.remove();
  };
  signal.addEventListener('abort', () => {
    overlay.remove();
    void leaveWithoutLoss(state, leave);
  });
  return { host, overlay };
}

/** Draws the surface at once, and again after whatever it shows has changed; takes it away when it is stopped. */
function drawOnChange(state: MarksState, sheets: HTMLElement): () => void {
  let isDue = false;
  let isStopped = false;
  const draw = () => {
    isDue = false;
    render(isStopped ? null : <Surface state={state} />, sheets);
  };
  const stop = effect(() => {
    lookAtAll(state);
    if (isDue) return;
    isDue = true;
    // What changes in one go is drawn once.
    queueMicrotask(draw);
  });
  return () => {
    stop();
    isStopped = true;
    draw();
  };
}

/** Without waiting for a second of quiet that a page which is closed never has. Should the message not get through, the draft has the words. */
function writeOnLeaving(state: MarksState, signal: AbortSignal): void {
  const write = () => void state.card.value?.writer.flush();
  const hide = () => document.hidden && write();
  document.addEventListener('visibilitychange', hide, { signal });
  addEventListener('pagehide', write, { signal });
}

/** Words that can't be written any more are on the screen alone: the card stays, read-only, until the reader closes it. */
async function leaveWithoutLoss(state: MarksState, leave: () => void): Promise<void> {
  state.selection.value = null;
  state.choice.value = [];
  state.hint.value = null;
  await closeCard(state);
  if (!state.card.value) return leave();
  const stop = effect(() => {
    if (!state.card.value) queueMicrotask(() => [stop(), leave()]);
  });
}

function closeOnEscape(state: MarksState, event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.isComposing) closeTopmost(state)?.();
}

/** What a reader does inside must not reach the page, and what a page makes up must not act inside. What is typed hardly ever comes by here (FieldFrame.tsx). */
const INPUT_EVENTS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'paste', 'copy', 'cut'],
  ...['compositionstart', 'compositionupdate', 'compositionend', 'focusin', 'focusout'],
  ...['click', 'dblclick', 'auxclick', 'mousedown', 'mouseup', 'pointerdown', 'pointerup'],
  ...['touchstart', 'touchend', 'wheel', 'contextmenu', 'drop'],
];

function guard(root: ShadowRoot, host: HTMLElement): void {
  for (const type of INPUT_EVENTS) {
    root.addEventListener(type, refuseMadeUp, { capture: true });
    host.addEventListener(type, (event) => event.stopPropagation(), { passive: true });
  }
}

function refuseMadeUp(event: Event): void {
  if (event.isTrusted) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}
