import { useEffect, useState } from 'preact/hooks';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface PageToastProps {
  words: string;
  more?: string | undefined;
  action?: ToastAction | undefined;
  /** Milliseconds; it stays longer while it is hovered or focused. */
  lasts: number;
  onGone: () => void;
}

/** A sentence at the foot of the page. One that offers 撤销 waits for as long as the pointer or the focus is on it. */
export function PageToast({ words, more, action, lasts, onGone }: PageToastProps) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return;
    const timer = setTimeout(onGone, lasts);
    return () => clearTimeout(timer);
  }, [isHeld, lasts, onGone]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      class="toast"
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocusCapture={hold}
      onBlurCapture={release}
    >
      <span class="grow">
        {words}
        {more && <span class="sub"> · {more}</span>}
      </span>
      {action && (
        <button type="button" onClick={action.run}>
          {action.label}
        </button>
      )}
    </div>
  );
}
