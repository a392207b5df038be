import { Trash2 } from 'lucide-preact';
import { controlsTexts } from '../../locales/controls.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { partOf, siteOf } from '../../utils/sites/site-rule.ts';
import { showToast } from '../controls/toasts.ts';
import { CorrectField } from './CorrectField.tsx';
import { CorrectList } from './CorrectList.tsx';
import { isByHand } from './choices.ts';
import {
  type CorrectableFields,
  type CorrectableName,
  correctReading,
  fieldsOfArticle,
} from './corrections.ts';
import { fieldDoings } from './field-doings.ts';
import type { Correcting, PopupModel, PopupState } from './popup-state.ts';
import type { RuleMaking } from './use-site-rule.ts';

interface CorrectionProps {
  model: PopupModel;
  subject: CorrectionSubject;
  correcting: Correcting;
}

/** Stands in place of the popup's content until the reader keeps a correction or goes back. */
export function Correction({ model, subject, correcting }: CorrectionProps) {
  const { article, page } = model.state.value;
  const { fields, known } = subject;
  if (correcting === 'list') {
    return (
      <CorrectList
        fields={fields}
        address={known}
        doings={fieldDoings(model, { ...fields, canonicalAddress: known })}
        onBack={() => model.correct(null)}
      />
    );
  }
  const canTakeBack = page.status === 'read' && isByHand(fields[correcting]);
  return (
    <CorrectField
      key={correcting}
      library={model.world.library}
      address={subject.address}
      name={correcting}
      fields={fields}
      making={ruleMaking(model, correcting)}
      onKeep={async (value, rule) => {
        // The rule first: should the disk refuse it, nothing was changed.
        if (rule) await model.keepRule(rule);
        return model.keepCorrection(correcting, value);
      }}
      onTakeBack={canTakeBack ? () => model.takeBack(correcting) : null}
      onBack={() => model.correct(article ? 'list' : null)}
    />
  );
}

/** Null until the page was read: a rule is tried on it before it is offered. */
function ruleMaking(model: PopupModel, name: CorrectableName): RuleMaking | null {
  const { page, rules } = model.state.value;
  const site = page.status === 'read' ? siteOf(page.page.address) : null;
  if (page.status !== 'read' || site === null) return null;
  const texts = textsOf(evidenceTexts);
  return {
    site,
    part: partOf(page.page.address),
    existing: rules.find(({ field }) => field === name) ?? null,
    propose: model.proposeRule,
    drop: (rule) => {
      const undo = { label: textsOf(controlsTexts).undo, onAction: () => void model.keepRule(rule) };
      model.dropRule(rule).then(
        () =>
          showToast({
            text: texts.ruleDropped,
            detail: texts.ruleDroppedDetail,
            icon: Trash2,
            action: undo,
          }),
        () => showToast({ text: texts.rulesFailed }),
      );
    },
  };
}

/** What can be corrected now, and the address its drafts go by. */
export interface CorrectionSubject {
  address: string;
  fields: CorrectableFields;
  /** The address by which the article is known, with where it was found. */
  known: Field<string>;
}

/** Null where there is no article, or it is still being read. */
export function correctionSubject({ article, page, corrections }: PopupState): CorrectionSubject | null {
  const read = page.status === 'read' ? page.page : null;
  if (article) {
    const { address } = article;
    const said = read?.reading.fields.canonicalAddress;
    const evidence = said?.value === address ? said.evidence : null;
    const known = { value: address, confidence: 1, evidence, candidates: [] };
    return { address, fields: fieldsOfArticle(article, read?.reading ?? null), known };
  }
  if (read?.reading.kind !== 'article') return null;
  const { fields } = correctReading(read.reading, corrections);
  const known = fields.canonicalAddress;
  return { address: knownAddress(known.value, read.address), fields, known };
}
