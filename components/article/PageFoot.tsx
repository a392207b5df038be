import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { StatusFoot } from '../controls/StatusFoot.tsx';
import { conflictsIn } from '../library/use-conflict-count.ts';
import { PageWord } from './PageLink.tsx';
import type { PopupModel, PopupState } from './popup-state.ts';

/** Who, and how far all is synced: the foot of popup and side panel. */
export function PageFoot({ model }: { model: PopupModel }) {
  const state = model.state.value;
  const isGuest = state.sync?.status === 'guest';
  return (
    <StatusFoot
      state={state.sync}
      conflicts={conflictsOf(state)}
      {...(isGuest && { articles: state.kept.length })}
      onOpen={model.world.openPage}
      action={
        isGuest && state.article !== null ? (
          <PageWord model={model} path="account.html#/sign-in">
            {textsOf(popupTexts).signIn}
          </PageWord>
        ) : null
      }
    />
  );
}

/** Of the whole library; of the article here as it stands now, for the list was read when the view opened. */
function conflictsOf({ article, marks, kept }: PopupState): number {
  const here = [...(article ? [article] : []), ...marks].filter(({ note }) => note.values.length > 1).length;
  return here + conflictsIn(kept.filter(({ id }) => id !== article?.id));
}
