import { Notice } from '../controls/Notice.tsx';
import { SignInAgain } from './SignInAgain.tsx';
import type { Form } from './use-form.ts';

/** What is wrong with the form as a whole, above its button. */
export function FormProblem({ form }: { form: Form }) {
  const problem = form.errorOf('form');
  return (
    problem && (
      <Notice kind="danger" isBlock actions={form.code === 'unauthorized' && <SignInAgain />}>
        {problem}
      </Notice>
    )
  );
}
