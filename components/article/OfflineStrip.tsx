import { CloudOff } from 'lucide-preact';
import { syncTexts } from '../../locales/sync.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Notice } from '../controls/Notice.tsx';
import { PageWord } from './PageLink.tsx';
import type { PopupModel } from './popup-state.ts';

/** Nothing goes out at the moment, and how much waits. */
export function OfflineStrip({ model }: { model: PopupModel }) {
  const texts = textsOf(syncTexts);
  const waiting = model.state.value.sync?.waiting ?? 0;
  const link = waiting > 0 && (
    <PageWord model={model} path="library.html#/sync">
      {texts.waiting(waiting)}
    </PageWord>
  );
  return (
    <Notice icon={CloudOff} actions={link} isSilent>
      {texts.offlineStrip}
    </Notice>
  );
}
