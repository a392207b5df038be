import { ChevronLeft } from 'lucide-preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Evidence } from '../../utils/article/reading.ts';
import type { Library } from '../../utils/library/library.ts';
import type { SiteRule } from '../../utils/sites/site-rule.ts';
import { Button } from '../controls/Button.tsx';
import { Icon } from '../controls/Icon.tsx';
import { AlwaysHere } from './AlwaysHere.tsx';
import styles from './CorrectField.module.css';
import { CorrectionChoices } from './CorrectionChoices.tsx';
import { CorrectionInput } from './CorrectionInput.tsx';
import word from './CorrectWord.module.css';
import { fieldLabel } from './correction-words.ts';
import type { CorrectableFields, CorrectableName, CorrectionValue } from './corrections.ts';
import { PointChoice, type Pointing } from './PointChoice.tsx';
import popup from './Popup.module.css';
import { useCorrection } from './use-correction.ts';
import { useEscape } from './use-escape.ts';
import { type RuleMaking, ruleFieldOf, useSiteRule } from './use-site-rule.ts';

interface CorrectFieldProps {
  library: Library;
  address: string;
  name: CorrectableName;
  fields: CorrectableFields;
  /** Null where no rule can be made: there is no page to try it on. */
  making: RuleMaking | null;
  /** Null where nothing can be pointed at. */
  pointing: Pointing | null;
  /** Gives whether it was kept. `place`: where the reader pointed for it. */
  onKeep: (value: CorrectionValue, rule: SiteRule | null, place: Evidence | null) => Promise<boolean>;
  /** Back to what the page says; null where it was not read, or nothing was corrected. */
  onTakeBack: (() => Promise<boolean>) | null;
  onBack: () => void;
}

/** One field in place of the popup's content: what the page offers, and what will be kept. */
export function CorrectField(props: CorrectFieldProps) {
  const { library, address, name, fields, making, pointing, onKeep, onTakeBack, onBack } = props;
  const texts = textsOf(correctionTexts);
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const pointed = pointing?.picking?.status === 'picked' ? pointing.picking.place : null;
  const editing = useCorrection({ library, address, name, field: fields[name], pointed });
  const { result, evidence } = editing;
  const chosen = { value: 'value' in result ? result.value : undefined, evidence };
  const proposed = useSiteRule(making, name, chosen);
  const [problem, setProblem] = useState<string | null>(null);
  const [isKeeping, setKeeping] = useState(false);
  const label = fieldLabel(name);
  const input = () => form.current?.querySelector<HTMLElement>('[data-typed]');
  useEscape(onBack);

  useLayoutEffect(() => {
    (form.current?.querySelector<HTMLElement>('input[type=radio]:checked') ?? input())?.focus();
  }, []);

  const keep = async () => {
    if (isKeeping) return;
    setProblem('problem' in result ? result.problem : null);
    if ('problem' in result) return input()?.focus();
    setKeeping(true);
    const { value } = result;
    await leaveOnce(() => onKeep(value, proposed.rule, editing.isPointed ? evidence : null));
  };
  /** Stays where it wasn't kept. */
  const leaveOnce = async (work: () => Promise<boolean>) => {
    const isKept = await work().catch(() => false);
    setKeeping(false);
    if (!isKept) return setProblem(texts.notKept);
    // Should this fail, the words come up once more when the field is next corrected.
    await editing.dropDraft().catch(() => undefined);
    onBack();
  };
  const giveUp = () => void editing.dropDraft().then(onBack, onBack);
  const clearing =
    <T extends unknown[]>(work: (...values: T) => void) =>
    (...values: T) => {
      setProblem(null);
      work(...values);
    };

  return (
    <main class={popup.main}>
      <form
        ref={form}
        class={popup.main}
        aria-labelledby={id}
        onSubmit={(event) => {
          event.preventDefault();
          void keep();
        }}
      >
        <div class={popup.scroll}>
          <div class={styles.crumb}>
            <button type="button" class={styles.back} onClick={onBack}>
              <Icon of={ChevronLeft} />
              {texts.back}
            </button>
            <span>{` · ${texts.oneItem}`}</span>
          </div>
          <h1 class={styles.title} lang="zh-CN">
            {fields.title.value}
          </h1>
          <section class={styles.part} aria-labelledby={id}>
            <div class={styles.head}>
              <h2 id={id}>{label}</h2>
              {onTakeBack && (
                <button type="button" class={word.word} onClick={() => void leaveOnce(onTakeBack)}>
                  {textsOf(evidenceTexts).takeBack}
                </button>
              )}
              <Status isRestored={editing.isRestored} isDraftLost={editing.isDraftLost} />
            </div>
            <CorrectionChoices
              editing={{
                ...editing,
                choose: clearing(editing.choose),
                chooseAbsent: clearing(editing.chooseAbsent),
              }}
              label={label}
              canBeAbsent={name !== 'title'}
            />
            {pointing && <PointChoice pointing={pointing} label={label} />}
            {name === 'isReprint' ? (
              problem && <p role="alert">{problem}</p>
            ) : (
              <CorrectionInput
                name={name}
                editing={{ ...editing, type: clearing(editing.type) }}
                problem={problem}
              />
            )}
            {making && ruleFieldOf(name) && chosen.value !== undefined && (
              <AlwaysHere name={name} making={making} proposed={proposed} isOwnWords={evidence === null} />
            )}
          </section>
        </div>
        <div class={popup.actions}>
          <div class={popup.row}>
            <Button type="submit" kind="primary" size="l" isWide isBusy={isKeeping}>
              {texts.correct}
            </Button>
            <Button size="l" onClick={giveUp}>
              {texts.cancel}
            </Button>
          </div>
        </div>
      </form>
    </main>
  );
}

function Status({ isRestored, isDraftLost }: { isRestored: boolean; isDraftLost: boolean }) {
  const texts = textsOf(correctionTexts);
  return (
    <span class={isDraftLost ? styles.lost : styles.status} role="status">
      {isDraftLost ? texts.draftFailed : isRestored && texts.draftKept}
    </span>
  );
}
