import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import { classes } from '../controls/classes.ts';
import { foundAt } from './article-words.ts';
import styles from './CorrectWord.module.css';
import type { ChosenField } from './choices.ts';
import { fieldLabel, type ShownName } from './correction-words.ts';

interface PlaceButtonProps {
  name: ShownName;
  field: ChosenField;
  isOpen: boolean;
  /** Of what the press brings up. */
  lineId: string;
  onShow: (name: ShownName) => void;
}

/** Names the place a value was found in; a press shows it in the page. Nothing where there is no place to speak of. */
export function PlaceButton({ name, field, isOpen, lineId, onShow }: PlaceButtonProps) {
  const texts = textsOf(evidenceTexts);
  const place = placeName(field);
  if (place === null) return null;
  const canBeShown = field.evidence?.selector != null;
  const label = fieldLabel(name);
  return (
    <button
      type="button"
      class={classes(styles.place, field.rule === 'not-found' && styles.missed)}
      data-place={name}
      title={field.evidence ? foundAt(field.evidence).words : undefined}
      aria-label={canBeShown ? texts.showPlace(label, place) : texts.tellPlace(label, place)}
      aria-expanded={isOpen}
      aria-controls={isOpen ? lineId : undefined}
      onClick={() => onShow(name)}
    >
      {place}
    </button>
  );
}

function placeName({ evidence, rule }: ChosenField): string | null {
  const texts = textsOf(evidenceTexts);
  if (evidence?.source === 'reader' && rule === undefined) return foundAt(evidence).name;
  if (rule === 'applied') return texts.byRule;
  if (rule === 'not-found') return texts.ruleMissed;
  return evidence && foundAt(evidence).name;
}
