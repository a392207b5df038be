import { knownAddress } from '../../utils/messages/page-address.ts';
import { CorrectField } from './CorrectField.tsx';
import { CorrectList } from './CorrectList.tsx';
import { type CorrectableFields, correctReading, fieldsOfArticle } from './corrections.ts';
import type { Correcting, PopupModel, PopupState } from './popup-state.ts';

interface CorrectionProps {
  model: PopupModel;
  subject: CorrectionSubject;
  correcting: Correcting;
}

/** Stands in place of the popup's content until the reader keeps a correction or goes back. */
export function Correction({ model, subject, correcting }: CorrectionProps) {
  const { article } = model.state.value;
  if (correcting === 'list') {
    return (
      <CorrectList fields={subject.fields} onCorrect={model.correct} onBack={() => model.correct(null)} />
    );
  }
  return (
    <CorrectField
      key={correcting}
      library={model.world.library}
      address={subject.address}
      name={correcting}
      fields={subject.fields}
      onKeep={(value) => model.keepCorrection(correcting, value)}
      onBack={() => model.correct(article ? 'list' : null)}
    />
  );
}

/** What can be corrected now, and the address its drafts go by. */
export interface CorrectionSubject {
  address: string;
  fields: CorrectableFields;
}

/** Null where there is no article, or it is still being read. */
export function correctionSubject({ article, page, corrections }: PopupState): CorrectionSubject | null {
  const read = page.status === 'read' ? page.page : null;
  if (article) return { address: article.address, fields: fieldsOfArticle(article, read?.reading ?? null) };
  if (read?.reading.kind !== 'article') return null;
  const address = knownAddress(read.reading.fields.canonicalAddress.value, read.address);
  return { address, fields: correctReading(read.reading, corrections).fields };
}
