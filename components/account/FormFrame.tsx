import type { ComponentChildren } from 'preact';
import styles from './AccountForm.module.css';
import type { Form } from './use-form.ts';

/** The form element of a dialog. What is wrong is said beside its field by `form`, never by the browser's bubbles. */
export function FormFrame({
  form,
  onSubmit,
  children,
}: {
  form: Form;
  onSubmit: () => Promise<void>;
  children: ComponentChildren;
}) {
  return (
    <form
      ref={form.element}
      class={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
