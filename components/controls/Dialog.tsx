import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import styles from './Dialog.module.css';

interface DialogProps {
  title: string;
  children?: ComponentChildren;
  /** Verbs, the safe one first: it gets the focus. */
  actions: ComponentChildren;
  /** Esc, or the reader's click on a safe answer. Take the dialog out of the tree then; the focus goes back by itself. */
  onClose: () => void;
}

/** Only for what can't be undone, or a decision that must be made. Modal; the focus starts on the safe answer. */
export function Dialog({ title, children, actions, onClose }: DialogProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const answers = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    answers.current?.querySelector<HTMLElement>('button, a')?.focus();
    return () => {
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
