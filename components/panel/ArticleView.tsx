import { Link2, Trash2 } from 'lucide-preact';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { ArticleTags } from '../article/ArticleTags.tsx';
import { correctionSubject } from '../article/Correction.tsx';
import { copyCitation } from '../article/copy-citation.ts';
import { FieldList } from '../article/FieldList.tsx';
import { fieldDoings } from '../article/field-doings.ts';
import { NoteField } from '../article/NoteField.tsx';
import type { PopupModel } from '../article/popup-state.ts';
import { MadeSummary } from '../article/ReadingGist.tsx';
import { removeWithUndo } from '../article/remove-with-undo.ts';
import { MissingPages, PagesAhead } from '../article/SplitPages.tsx';
import { UpdatedNotice } from '../article/UpdatedNotice.tsx';
import { Button } from '../controls/Button.tsx';
import styles from './Panel.module.css';

/** Every field with its evidence and its correction, the summary, and of a saved article its tags and note. */
export function ArticleView({ model }: { model: PopupModel }) {
  const texts = textsOf(popupTexts);
  const { article, page, sync } = model.state.value;
  // As they are kept, or as the page says them with what was corrected.
  const subject = correctionSubject(model.state.value);
  return (
    <div class={styles.article}>
      {subject && (
        <FieldList
          fields={subject.fields}
          address={subject.known}
          isWhole
          {...fieldDoings(model, { ...subject.fields, canonicalAddress: subject.known })}
        >
          {subject.fields.summary.value === null && <MadeSummary page={page} />}
        </FieldList>
      )}
      {article === null && page.status === 'read' && <PagesAhead pages={page.page.reading.pages} />}
      {article && (
        <>
          <MissingPages model={model} pages={article.pages} />
          <UpdatedNotice model={model} />
          <ArticleTags model={model} article={article} />
          <NoteField
            key={article.id}
            library={model.world.library}
            owner={{ kind: 'article', id: article.id }}
            note={article.note}
            isLocalOnly={sync?.status === 'offline'}
            onOpen={model.world.openPage}
          />
          <div class={styles.doings}>
            <Button size="s" icon={Link2} onClick={() => void copyCitation(article)}>
              {texts.copyCitation}
            </Button>
            <Button size="s" icon={Trash2} onClick={() => void removeWithUndo(model)}>
              {texts.remove}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
