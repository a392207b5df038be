import { X } from 'lucide-preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { controlsTexts } from '../../locales/controls.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from './Button.tsx';
import { Icon } from './Icon.tsx';
import styles from './Toasts.module.css';
import { dismissToast, type Toast, toasts } from './toasts.ts';
import { undoByKey } from './undo-by-key.ts';

/** 撤销 must be within reach for at least 6 s (WCAG's notes on timing say more); tokens.css has the same figure as --undo. */
export const TOAST_MS = 8000;
/** After a pointer or the focus has left, the time left is never shorter than this. */
const LEAST_AFTER_HOLD_MS = 2000;

/** The place where messages appear. Once a page, at its end. */
export function Toasts() {
  useUndoKey();
  return (
    <section
      class={styles.place}
      aria-label={textsOf(controlsTexts).messages}
      role="status"
      aria-live="polite"
    >
      {toasts.value.map((toast) => (
        <ToastView key={toast.id} toast={toast} />
      ))}
    </section>
  );
}

function useUndoKey(): void {
  useEffect(() => {
    const listening = new AbortController();
    addEventListener('keydown', undoByKey, { signal: listening.signal });
    return () => listening.abort();
  }, []);
}

function ToastView({ toast }: { toast: Toast }) {
  const texts = textsOf(controlsTexts);
  const [isHovered, setHovered] = useState(false);
  const [isFocused, setFocused] = useState(false);
  const isHeld = isHovered || isFocused;
  const cameFrom = useRef<EventTarget | null>(null);
  useTimeUp(() => dismissToast(toast.id), isHeld);
  /** The message goes with what had the focus in it: where that came from has it again. */
  const dismiss = () => {
    dismissToast(toast.id);
    if (cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected) cameFrom.current.focus();
  };
  const act = () => {
    dismiss();
    toast.action?.onAction();
  };
  const takeFocus = ({ relatedTarget, currentTarget }: FocusEvent) => {
    setFocused(true);
    const isInside =
      relatedTarget instanceof Node && currentTarget instanceof Node && currentTarget.contains(relatedTarget);
    if (!isInside) cameFrom.current = relatedTarget;
  };
  return (
    <div
      class={styles.toast}
      data-held={isHeld || undefined}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocusCapture={takeFocus}
      onBlurCapture={() => setFocused(false)}
    >
      {toast.icon && <Icon of={toast.icon} />}
      <span class={styles.words}>
        {toast.text}
        {toast.detail && <span class={styles.detail}> · {toast.detail}</span>}
      </span>
      {toast.action && (
        <button type="button" class={styles.action} onClick={act}>
          {toast.action.label}
        </button>
      )}
      <Button
        kind="quiet"
        size="s"
        icon={X}
        name={texts.dismissMessage}
        class={styles.close ?? ''}
        onClick={dismiss}
      />
      <span class={styles.bar} aria-hidden="true" />
    </div>
  );
}

/** Runs `onTimeUp` once after `TOAST_MS`, not counting the time it was held. */
function useTimeUp(onTimeUp: () => void, isHeld: boolean): void {
  const left = useRef(TOAST_MS);
  const latest = useRef(onTimeUp);
  latest.current = onTimeUp;
  useEffect(() => {
    if (isHeld) return;
    const started = Date.now();
    const timer = setTimeout(() => latest.current(), left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(left.current - (Date.now() - started), LEAST_AFTER_HOLD_MS);
    };
  }, [isHeld]);
}
