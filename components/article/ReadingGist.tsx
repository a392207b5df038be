import type { ComponentProps } from 'preact';
import type { PageReading } from '../../utils/messages/contract.ts';
import { OfferedTags } from '../summary/OfferedTags.tsx';
import { Summary } from '../summary/Summary.tsx';
import { textOfReading, useGist } from '../summary/use-gist.ts';
import type { PageState, PopupModel } from './popup-state.ts';

/** More would take the note's room. */
const MAX_TERMS = 6;

/** The summary made here, where the page has none. */
export function MadeSummary({ page }: { page: PageState }) {
  const gist = useGist(textOf(readOf(page)));
  const own = readOf(page)?.reading.fields.summary.value ?? null;
  return own === null ? <Summary own={null} made={gist?.summary ?? null} isFolded /> : null;
}

interface TermsAsTagsProps extends Pick<ComponentProps<typeof OfferedTags>, 'tags' | 'field'> {
  model: PopupModel;
}

/** Terms of the page's text, for a saved article. */
export function TermsAsTags({ model, ...beside }: TermsAsTagsProps) {
  const gist = useGist(textOf(readOf(model.state.value.page)));
  return (
    <OfferedTags
      terms={(gist?.terms ?? []).slice(0, MAX_TERMS)}
      isLabelHidden
      onAdd={model.addTag}
      {...beside}
    />
  );
}

function readOf(page: PageState): PageReading | null {
  return page.status === 'read' && page.page.reading.kind === 'article' ? page.page : null;
}

/** A document may show another article without being loaded anew. */
function textOf(page: PageReading | null) {
  return (
    page && textOfReading(page.reading, `${page.documentId} ${page.address} ${page.reading.text.length}`)
  );
}
