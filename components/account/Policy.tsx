import { useEffect, useRef, useState } from 'preact/hooks';
import { accountTexts } from '../../locales/account.ts';
import type { PolicyResponse } from '../../protocol/account.ts';
import { fetchPolicy } from '../../utils/account/account-client.ts';
import { ServiceError } from '../../utils/account/service-error.ts';
import { language, textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { failureWords } from './failure-words.ts';
import { Markdown } from './Markdown.tsx';
import styles from './Policy.module.css';

export interface Policy {
  text: PolicyResponse | null;
  /** Why it is not there, in words. */
  problem: string | null;
  isLoading: boolean;
  load: () => void;
}

/** The policy in force, in the reader's language. Fetched at once with `isWanted`, else when `load` is called. */
export function usePolicy(isWanted: boolean): Policy {
  const [state, setState] = useState<Omit<Policy, 'load'>>({ text: null, problem: null, isLoading: false });
  const asked = useRef(0);
  const load = () => {
    asked.current += 1;
    const own = asked.current;
    // The slower of two languages is not wanted any more.
    const tell = (told: Pick<Policy, 'text' | 'problem'>) =>
      own === asked.current && setState({ ...told, isLoading: false });
    setState({ text: null, problem: null, isLoading: true });
    fetchPolicy(language.value).then(
      (text) => tell({ text, problem: null }),
      (cause: unknown) => tell({ text: null, problem: failureWords(cause, 'the policy') }),
    );
  };
  useEffect(() => {
    if (isWanted) load();
  }, [isWanted, language.value]);
  return { ...state, load };
}

/** Why nothing can be agreed to yet; null where the policy is there. */
export function policyProblem({ text, isLoading }: Policy): string | null {
  if (text) return null;
  const texts = textsOf(accountTexts);
  return isLoading ? texts.policyLoading : texts.policyFailed;
}

/** Registers by what was agreed to. Where another version is in force by now it is fetched, and `onChanged`: it has not been agreed to yet. */
export async function registering<T>(
  policy: Policy,
  onChanged: () => void,
  register: () => Promise<T>,
): Promise<T> {
  try {
    return await register();
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'consent-required') {
      policy.load();
      onChanged();
    }
    throw error;
  }
}

/** The policy's whole text, in place, so that nothing that was typed is left behind. */
export function PolicyText({ policy, onClose }: { policy: Policy; onClose: () => void }) {
  const texts = textsOf(accountTexts);
  return (
    <section class={styles.policy} aria-label={texts.policy} id="policy">
      {/* Scrolled by keyboard, so it takes the focus. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <div class={styles.text} tabIndex={0}>
        {policy.isLoading && <p role="status">{texts.policyLoading}</p>}
        {policy.problem && <p role="alert">{policy.problem}</p>}
        {policy.text && <Markdown text={policy.text.text} />}
      </div>
      <div class={styles.foot}>
        {policy.problem && (
          <Button size="s" onClick={policy.load}>
            {texts.policyAgain}
          </Button>
        )}
        <Button size="s" onClick={onClose}>
          {texts.closePolicy}
        </Button>
      </div>
    </section>
  );
}

/** Opens the text below; underlined ink, as every link. */
export function PolicyButton({ isOpen, onToggle }: { isOpen: boolean; onToggle: () => void }) {
  return (
    <button
      type="button"
      class={styles.link}
      aria-expanded={isOpen}
      aria-controls="policy"
      onClick={onToggle}
    >
      {textsOf(accountTexts).policy}
    </button>
  );
}
