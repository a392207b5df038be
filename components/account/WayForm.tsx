import type { ComponentChildren } from 'preact';
import { securityTexts } from '../../locales/security.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { FormFrame } from './FormFrame.tsx';
import { FormProblem } from './FormProblem.tsx';
import styles from './SecurityView.module.css';
import { type Form, type Problems, useForm } from './use-form.ts';
import { type MemberAct, useMemberAct } from './use-member-act.tsx';

/** A form that may have to ask whether it is still the member. */
export interface WayFormState extends MemberAct {
  form: Form;
}

export function useWayForm(): WayFormState {
  return { form: useForm(), ...useMemberAct() };
}

interface WayFormFrameProps {
  way: WayFormState;
  words?: string;
  verb?: string;
  check: () => Problems;
  act: () => Promise<void>;
  children: ComponentChildren;
}

/** The fields, what is wrong, and one button. While it is asked who the reader is, that question stands in its place, and what was typed stays. */
export function WayForm({ way, words, verb, check, act, children }: WayFormFrameProps) {
  const texts = textsOf(securityTexts);
  const { form, question } = way;
  return (
    <>
      <div hidden={Boolean(question)} class={styles.form}>
        <FormFrame form={form} onSubmit={() => form.submit(check, act)}>
          {children}
          <FormProblem form={form} />
          {words && <p class={styles.small}>{words}</p>}
          <div class={styles.buttons}>
            <Button kind="primary" type="submit" isBusy={form.isBusy}>
              {form.isBusy ? texts.saving : (verb ?? texts.save)}
            </Button>
          </div>
        </FormFrame>
      </div>
      {question}
    </>
  );
}
