import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';

/** Gives the kept image of that address, or null where it was not kept. */
export type KeptImage = (address: string) => Promise<Blob | null>;

/**
 * Puts kept images where the sanitiser left their addresses, as blob: addresses, and a frame with words where there is none.
 * What was made is let go when `signal` aborts.
 */
export async function showImages(
  root: HTMLElement,
  keptImage: KeptImage,
  signal: AbortSignal,
): Promise<void> {
  for (const image of root.querySelectorAll<HTMLImageElement>('img')) {
    const address = image.dataset.address;
    const blob = address === undefined ? null : await keptImage(address).catch(() => null);
    if (signal.aborted) return;
    if (blob === null) image.replaceWith(missingImage(image));
    else showImage(image, blob, signal);
  }
}

function showImage(image: HTMLImageElement, blob: Blob, signal: AbortSignal): void {
  const address = URL.createObjectURL(blob);
  image.src = address;
  image.addEventListener('error', () => image.replaceWith(missingImage(image)), { once: true });
  signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
}

/** Its words are drawn by the style sheet, not text of the article: marks are found by the article's text. */
function missingImage(image: HTMLImageElement): HTMLElement {
  const frame = image.ownerDocument.createElement('span');
  const words = [textsOf(readerTexts).imageMissing, image.alt].filter(Boolean).join(' · ');
  frame.className = 'missing';
  frame.dataset.words = words;
  frame.setAttribute('role', 'img');
  frame.setAttribute('aria-label', words);
  return frame;
}
