import { Undo2 } from 'lucide-preact';
import { controlsTexts } from '../../locales/controls.ts';
import { correctionTexts } from '../../locales/correction.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import { showToast } from '../controls/toasts.ts';
import { placeWords } from './article-words.ts';
import { type Choice, type ChosenField, choicesOf } from './choices.ts';
import type { ShownName } from './correction-words.ts';
import type { CorrectableName, CorrectionValue } from './corrections.ts';
import styles from './EvidenceLine.module.css';
import type { FieldDoings } from './FieldList.tsx';
import type { AskedPlace } from './popup-state.ts';

/** More would take the room of the fields below. */
const MOST_OTHERS = 3;

interface EvidenceLineProps {
  id: string;
  name: ShownName;
  field: ChosenField;
  status: AskedPlace['status'];
  /** Null where the value can't be changed. */
  taking: Taking | null;
}

type Taking = Pick<FieldDoings, 'onTake' | 'onUndoTake'>;

/** Where the value was found, whether the page shows it now, and what else was found: one click takes that instead. */
export function EvidenceLine({ id, name, field, status, taking }: EvidenceLineProps) {
  const texts = textsOf(evidenceTexts);
  const others = taking && name !== 'canonicalAddress' ? othersOf(field) : [];
  return (
    <div class={styles.line} id={id}>
      <p role="status">
        {sentenceOf(field, status)}
        {name === 'canonicalAddress' && ` ${texts.addressKept}`}
      </p>
      {others.length > 0 && (
        <p class={styles.others}>
          <span>{texts.takeInstead}</span>
          {others.map((choice) => (
            <button
              key={choice.text}
              type="button"
              class={styles.other}
              lang="zh-CN"
              title={choice.found ?? undefined}
              onClick={() =>
                taking && name !== 'canonicalAddress' && void takeWithUndo(name, choice, field, taking)
              }
            >
              {choice.text}
            </button>
          ))}
        </p>
      )}
    </div>
  );
}

function othersOf(field: ChosenField): Choice[] {
  return choicesOf(field)
    .filter(({ value }) => value !== null && JSON.stringify(value) !== JSON.stringify(field.value))
    .slice(0, MOST_OTHERS);
}

async function takeWithUndo(
  name: CorrectableName,
  { text, value }: Choice,
  before: ChosenField,
  { onTake, onUndoTake }: Taking,
): Promise<void> {
  const texts = textsOf(evidenceTexts);
  const attempt = async (taking: Promise<boolean>) => {
    const isKept = await taking.catch(() => false);
    if (!isKept) showToast({ text: texts.notTaken });
    return isKept;
  };
  if (!(await attempt(onTake(name, value)))) return;
  const onAction = () => void attempt(onUndoTake(name, before));
  showToast({
    text: texts.taken(text.length > 24 ? `${text.slice(0, 24)}…` : text),
    detail: texts.takenDetail,
    icon: Undo2,
    action: { label: textsOf(controlsTexts).undo, onAction },
  });
}

function sentenceOf(field: ChosenField, status: AskedPlace['status']): string {
  const texts = textsOf(evidenceTexts);
  const { evidence, rule, value } = field;
  if (evidence?.source === 'reader' && rule !== 'applied') {
    if (evidence.selector === null) return texts.byHand;
    return [texts.pointedAt, pointedSentence(evidence.text, status)].filter((each) => each !== '').join(' ');
  }
  const ruled = rule === 'not-found' ? texts.ruleFailed : value === null ? texts.ruleEmpty : texts.wasRuled;
  const place =
    evidence === null || evidence.source === 'reader' ? '' : placeSentence(evidence, value, status);
  return [place, ...(rule ? [ruled] : [])].filter((each) => each !== '').join(' ');
}

/** Only what is not said already. */
function pointedSentence(text: string, status: AskedPlace['status']): string {
  const texts = textsOf(evidenceTexts);
  const where = texts.quoted(textsOf(correctionTexts).pointed, text);
  if (status === 'shown') return texts.shown(where);
  if (status === 'hidden') return texts.hidden(where);
  if (status === 'gone') return texts.gone(where);
  return status === 'failed' ? texts.failed : '';
}

function placeSentence(
  { source, text }: NonNullable<Field<string>['evidence']>,
  value: CorrectionValue,
  status: AskedPlace['status'],
): string {
  const texts = textsOf(evidenceTexts);
  const place = placeWords(source);
  // The value itself stands above.
  const where = text === '' || text === value ? place : texts.quoted(place, text);
  switch (status) {
    case 'shown':
      return texts.shown(where);
    case 'hidden':
      return texts.hidden(where);
    case 'gone':
      return texts.gone(where);
    case 'failed':
      return texts.failed;
    case 'asking':
      return '';
    default:
      return texts.unseen(where);
  }
}
