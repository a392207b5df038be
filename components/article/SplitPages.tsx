import { Files } from 'lucide-preact';
import { imageTexts } from '../../locales/images.ts';
import { pagesTexts } from '../../locales/pages.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ReadingPages } from '../../utils/article/reading.ts';
import { IMAGE_BUDGET_BYTES } from '../../utils/keeping/keep-page.ts';
import { Button } from '../controls/Button.tsx';
import { missingWords } from '../controls/missing-pages.ts';
import { Notice } from '../controls/Notice.tsx';
import { sizeWords } from '../controls/size-words.ts';
import type { PopupModel } from './popup-state.ts';
import styles from './SplitPages.module.css';

/** Before an article of several pages is saved: that the others come along. */
export function PagesAhead({ pages }: { pages: ReadingPages | undefined }) {
  if (pages === undefined || pages.missing.length === 0) return null;
  return <p class={styles.ahead}>{textsOf(pagesTexts).ahead}</p>;
}

/** While the images of what is being saved are fetched: the text is on disk by then. */
export function ImagesProgress({ model }: { model: PopupModel }) {
  const texts = textsOf(imageTexts);
  const { images, isSaving } = model.state.value;
  if (!isSaving || images === null) return null;
  const words = texts.fetching(
    images.done,
    images.total,
    sizeWords(images.bytes),
    sizeWords(IMAGE_BUDGET_BYTES),
  );
  return (
    <div class={styles.progress}>
      <div class={styles.words}>
        <p role="status">{words}</p>
        <progress class={styles.bar} value={images.done} max={images.total} aria-label={words} />
      </div>
    </div>
  );
}

/** While they are read: at which one it is, and a way to stop. */
export function PagesProgress({ model }: { model: PopupModel }) {
  const texts = textsOf(pagesTexts);
  const { progress, isSaving } = model.state.value;
  if (!isSaving || progress === null) return null;
  const { page, total } = progress;
  return (
    <div class={styles.progress}>
      <div class={styles.words}>
        <p role="status">{texts.reading(page, total)}</p>
        <progress class={styles.bar} value={page - 1} max={total} aria-label={texts.reading(page, total)} />
      </div>
      <Button size="s" title={texts.stopHint} onClick={() => void model.stopReading()}>
        {texts.stop}
      </Button>
    </div>
  );
}

/** Of a saved article: which pages are missing, and the way to them. */
export function MissingPages({ model, pages }: { model: PopupModel; pages: ReadingPages | null }) {
  const texts = textsOf(pagesTexts);
  const { isSaving, progress, page } = model.state.value;
  const words = missingWords(pages);
  if (words === null || pages === null || (isSaving && progress !== null)) return null;
  const retry = pages.reason !== 'limit' && (
    <Button size="s" isBusy={isSaving} disabled={page.status !== 'read'} onClick={() => void model.save()}>
      {pages.reason === 'failed' ? texts.retry : texts.readOn}
    </Button>
  );
  return (
    <Notice kind="warn" icon={Files} isBlock actions={retry}>
      {words}
    </Notice>
  );
}
