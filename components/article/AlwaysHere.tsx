import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Checkbox } from '../controls/Checkbox.tsx';
import styles from './AlwaysHere.module.css';
import word from './CorrectWord.module.css';
import { fieldLabel } from './correction-words.ts';
import type { CorrectableName } from './corrections.ts';
import { trialWords, useRuleTrial } from './rule-trial.ts';
import { alwaysWords, whereWords } from './rule-words.ts';
import type { ProposedRule, RuleMaking } from './use-site-rule.ts';

interface AlwaysHereProps {
  name: CorrectableName;
  making: RuleMaking;
  proposed: ProposedRule;
  /** What is chosen stands nowhere on the page that the reading knows of. */
  isOwnWords: boolean;
}

/** Makes the correction a rule for the site, in words of what it will do; or says why it can't be one. */
export function AlwaysHere({ name, making, proposed, isOwnWords }: AlwaysHereProps) {
  const texts = textsOf(evidenceTexts);
  const { take, isAsking } = proposed;
  const { existing } = making;
  const isSame = existing && JSON.stringify(existing.take) === JSON.stringify(take);
  const trial = useRuleTrial(proposed.rule, making.tryOut);
  const isElsewhere = take?.from === 'text' || take?.from === 'nothing';
  return (
    <div class={styles.always}>
      {existing && (
        <p class={styles.existing}>
          {texts.hasRule(whereWords(existing.take))}{' '}
          <button type="button" class={word.word} onClick={() => making.drop(existing)}>
            {texts.dropRule}
          </button>
        </p>
      )}
      {take && !isSame && (
        <Checkbox
          isChecked={proposed.isWanted}
          onChange={proposed.want}
          help={isElsewhere ? texts.keepsOthers : texts.tried}
        >
          {alwaysWords(take, making.site, fieldLabel(name))}
        </Checkbox>
      )}
      {trial !== null && !isElsewhere && (
        <p class={styles.trial} role="status">
          {trial === 'trying' ? texts.trying : trial === 'failed' ? texts.triedFailed : trialWords(trial)}
        </p>
      )}
      {take && !isSame && proposed.isWanted && making.part && (
        <Checkbox isChecked={proposed.isForPart} onChange={proposed.wantPart}>
          {texts.onlyPart(making.part)}
        </Checkbox>
      )}
      {!take && !isAsking && <p class={styles.none}>{isOwnWords ? texts.noRule : texts.noRuleHere}</p>}
    </div>
  );
}
