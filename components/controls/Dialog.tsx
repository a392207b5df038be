import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  children?: ComponentChildren;
  /** Verbs, the safe one first: it gets the focus where nothing is to be typed. */
  actions: ComponentChildren;
  /** Esc, or the reader's click on a safe answer. Take the dialog out of the tree then; the focus goes back by itself. */
  onClose: () => void;
}

/** Fields for words, not boxes to tick. */
const FIELD = 'input:not([type=checkbox], [type=radio]), textarea';

/**
 * Only for what can't be undone, or a decision that must be made. Modal; the focus starts in the first field, with what stands there selected, else on the
 * safe answer.
 */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const answers = useRef<HTMLDivElement>(null);

  const open = () => {
    dialog.current?.showModal();
    const field = dialog.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(FIELD);
    const start = field ?? answers.current?.querySelector<HTMLElement>('button, a');
    start?.focus();
    field?.select();
  };
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    open();
    return () => {
      // While it is open, nothing behind it takes the focus.
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      class={styles.dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={children ? `${id}-words` : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClose={() => {
        // Chromium closes at a second Esc without asking. What is not answered yet stays in sight.
        if (!dialog.current) return;
        open();
        onClose();
      }}
    >
      <h2 id={`${id}-title`} class={styles.title}>
        {title}
      </h2>
      {children && (
        <div id={`${id}-words`} class={styles.words}>
          {children}
        </div>
      )}
      <div class={styles.actions} ref={answers}>
        {actions}
      </div>
    </dialog>
  );
}
