import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article } from '../../utils/library/library.ts';
import { Button } from '../controls/Button.tsx';
import { readWord } from './article-words.ts';
import { PageLink } from './PageLink.tsx';
import type { PopupModel } from './popup-state.ts';

/** The one ink button while the page is not saved. */
export function SaveButton({ model, isReady }: { model: PopupModel; isReady: boolean }) {
  const texts = textsOf(popupTexts);
  const { isSaving, sync } = model.state.value;
  return (
    <Button
      data-first
      kind="primary"
      size="l"
      isWide
      keyHint={model.world.keys.save}
      isBusy={isSaving}
      disabled={!isReady}
      onClick={() => void model.save()}
    >
      {isSaving ? texts.saving : sync?.status === 'guest' ? texts.saveHere : texts.save}
    </Button>
  );
}

/** The one ink button once it is: into the reader. */
export function ReadButton({ model, article }: { model: PopupModel; article: Article }) {
  return (
    <PageLink
      model={model}
      path={`library.html#/article/${article.id}`}
      isFirst
      kind="primary"
      size="l"
      isWide
      keyHint={model.world.keys.reader}
    >
      {readWord(article.position)}
    </PageLink>
  );
}
