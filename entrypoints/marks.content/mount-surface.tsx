import { effect } from '@preact/signals';
import { render } from 'preact';
import styles from '../../components/annotation/annotation.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import { closeTopmost } from './press-keys.ts';
import { Surface } from './Surface.tsx';
import type { MarksState } from './state.ts';

export { tokens };

export interface MountedSurface {
  host: HTMLElement;
  overlay: HTMLElement;
}

/** Puts our one element into the page: a host with a closed shadow root, which holds every control and every drawing of ours. */
export function mountSurface(state: MarksState, signal: AbortSignal): MountedSurface {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = `<style>${tokens}${styles}</style><div class="paper"><div class="overlay" aria-hidden="true"></div><div class="sheets"></div></div>`;
  const [paper, overlay, sheets] = ['.paper', '.overlay', '.sheets'].map((part) =>
    root.querySelector<HTMLElement>(part),
  );
  if (!paper || !overlay || !sheets) throw new Error('the surface has not been built');
  paper.lang = state.language;
  guard(root, host, signal);
  sheets.addEventListener('keydown', (event) => closeOnEscape(state, event), { signal });
  render(<Surface state={state} />, sheets);
  const stopTheme = effect(() => {
    paper.dataset.theme = state.theme.value;
  });
  document.documentElement.append(host);
  signal.addEventListener('abort', () => {
    stopTheme();
    render(null, sheets);
    host.remove();
  });
  return { host, overlay };
}

function closeOnEscape(state: MarksState, event: KeyboardEvent): void {
  if (event.key === 'Escape' && !event.isComposing) closeTopmost(state)?.();
}

/** What a reader does inside must not reach the page, and what a page makes up must not act inside. */
const INPUT_EVENTS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'paste', 'copy', 'cut'],
  ...[
    'compositionstart',
    'compositionupdate',
    'compositionend',
    'focusin',
    'focusout',
    'click',
    'dblclick',
    'auxclick',
  ],
  ...[
    'mousedown',
    'mouseup',
    'pointerdown',
    'pointerup',
    'touchstart',
    'touchend',
    'wheel',
    'contextmenu',
    'drop',
  ],
];

function guard(root: ShadowRoot, host: HTMLElement, signal: AbortSignal): void {
  for (const type of INPUT_EVENTS) {
    root.addEventListener(type, refuseMadeUp, { capture: true, signal });
    host.addEventListener(type, (event) => event.stopPropagation(), { signal, passive: true });
  }
}

function refuseMadeUp(event: Event): void {
  if (event.isTrusted) return;
  event.stopImmediatePropagation();
  event.preventDefault();
}
