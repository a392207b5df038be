import { Check } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { popupTexts } from '../../locales/popup.ts';
import { textsOf } from '../../utils/appearance.ts';
import { Button } from '../controls/Button.tsx';
import { showToast } from '../controls/toasts.ts';
import styles from './Popup.module.css';
import type { PopupModel } from './popup-state.ts';

/** After the first save on a site: may it be recognised by itself from now on? Asked once. */
export function SiteOffer({ model, pattern }: { model: PopupModel; pattern: string }) {
  const texts = textsOf(popupTexts);
  const [isAsking, setAsking] = useState(false);
  const accept = async () => {
    setAsking(true);
    try {
      const isOn = await model.acceptOffer();
      showToast(isOn ? { text: texts.siteIsOn, icon: Check } : { text: texts.siteRefused });
    } catch {
      showToast({ text: texts.siteFailed });
    }
    setAsking(false);
  };
  return (
    <div class={styles.offer}>
      <span class={styles.offerWords}>
        {texts.siteOffer}
        <small>{texts.siteOfferWords(new URL(pattern.replace('/*', '/')).hostname)}</small>
      </span>
      <Button size="s" isBusy={isAsking} onClick={() => void accept()}>
        {texts.siteOn}
      </Button>
      <Button size="s" kind="quiet" onClick={model.declineOffer}>
        {texts.siteLater}
      </Button>
    </div>
  );
}
