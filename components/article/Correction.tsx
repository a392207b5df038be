import { Trash2 } from 'lucide-preact';
import { controlsTexts } from '../../locales/controls.ts';
import { evidenceTexts } from '../../locales/evidence.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Field } from '../../utils/article/reading.ts';
import { knownAddress } from '../../utils/messages/page-address.ts';
import { partOf, siteOf } from '../../utils/sites/site-rule.ts';
import { showToast } from '../controls/toasts.ts';
import { attempt } from '../library/attempt.ts';
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
import type { Pointing } from './PointChoice.tsx';
import { withPointed } from './pointed-places.ts';
import type { Correcting, PopupModel, PopupState } from './popup-state.ts';
import { type RuleMaking, ruleFieldOf } from './use-site-rule.ts';

interface CorrectionProps {
  model: PopupModel;
  subject: CorrectionSubject;
  correcting: Correcting;
  /** The view itself shows all fields, so that there is no list of them to go back to. */
  hasNoList?: boolean;
}

/** Stands in place of the popup's content until the reader keeps a correction or goes back. */
export function Correction({ model, subject, correcting, hasNoList = false }: CorrectionProps) {
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
      pointing={pointingOf(model, correcting)}
      onKeep={async (value, rule, place) => {
        // The rule first: should the disk refuse it, nothing was changed.
        if (rule) await model.keepRule(rule);
        return model.keepCorrection(correcting, value, place);
      }}
      onTakeBack={canTakeBack ? () => model.takeBack(correcting) : null}
      onBack={() => model.correct(article && !hasNoList ? 'list' : null)}
    />
  );
}

/** Null where the page was not read, or the field is none that stands in one place. */
function pointingOf(model: PopupModel, name: CorrectableName): Pointing | null {
  const { page, picking } = model.state.value;
  const field = ruleFieldOf(name);
  if (page.status !== 'read' || field === null || field === 'language') return null;
  const { pick } = model;
  const { pointElsewhere } = model.world;
  const mine = picking?.field === field ? picking : null;
  if (pick) return { picking: mine, start: () => void pick.start(field), doings: pick };
  return pointElsewhere ? { picking: null, start: () => pointElsewhere(field) } : null;
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
    tryOut: model.tryRule,
    drop: (rule) => {
      const undo = { label: textsOf(controlsTexts).undo, onAction: () => void attempt(model.keepRule(rule)) };
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
export function correctionSubject({
  article,
  page,
  corrections,
  pointed,
}: PopupState): CorrectionSubject | null {
  const read = page.status === 'read' ? page.page : null;
  if (article) {
    const { address } = article;
    const said = read?.reading.fields.canonicalAddress;
    const evidence = said?.value === address ? said.evidence : null;
    const known = { value: address, confidence: 1, evidence, candidates: [] };
    return { address, fields: withPointed(fieldsOfArticle(article, read?.reading ?? null), pointed), known };
  }
  if (read?.reading.kind !== 'article') return null;
  const fields = withPointed(correctReading(read.reading, corrections).fields, pointed);
  const known = fields.canonicalAddress;
  return { address: knownAddress(known.value, read.address), fields, known };
}
