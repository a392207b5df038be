import { imageTexts } from '../../locales/images.ts';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';

/** Gives the kept image of that address, or null where it was not kept. */
export type KeptImage = (address: string) => Promise<Blob | null>;

export interface ImagesToShow {
  keptImage: KeptImage;
  /** Addresses of those that can be asked for again. */
  missing: readonly string[];
}

/**
 * Puts kept images where the sanitiser left their addresses, as blob: addresses, and a frame with words where there is none.
 * What was made is let go when `signal` aborts.
 */
export async function showImages(
  root: HTMLElement,
  { keptImage, missing }: ImagesToShow,
  signal: AbortSignal,
): Promise<void> {
  for (const image of root.querySelectorAll<HTMLImageElement>('img')) {
    const address = image.dataset.address;
    const blob = address === undefined ? null : await keptImage(address).catch(() => null);
    if (signal.aborted) return;
    if (blob === null) image.replaceWith(...missingImage(image, missing));
    else showImage(image, blob, signal);
  }
}

function showImage(image: HTMLImageElement, blob: Blob, signal: AbortSignal): void {
  const address = URL.createObjectURL(blob);
  image.src = address;
  image.addEventListener('error', () => image.replaceWith(...missingImage(image, [])), { once: true });
  signal.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
}

/** Its words are drawn by the style sheet, not text of the article: marks are found by the article's text. */
function missingImage(image: HTMLImageElement, missing: readonly string[]): HTMLElement[] {
  const frame = image.ownerDocument.createElement('span');
  const words = [textsOf(readerTexts).imageMissing, image.alt].filter(Boolean).join(' · ');
  frame.className = 'missing';
  // A mark of the picture is found by it.
  frame.dataset.address = image.dataset.address;
  frame.dataset.words = words;
  frame.setAttribute('role', 'img');
  frame.setAttribute('aria-label', words);
  const address = image.dataset.address ?? '';
  const isRetriable = missing.includes(address) && patternOf(address) !== null;
  return isRetriable ? [frame, retryButton(image, address)] : [frame];
}

/** Beside the frame, which is one picture to those who can't see it. What it is for, the reader page does: no script runs here. */
function retryButton({ ownerDocument, alt }: HTMLImageElement, address: string): HTMLElement {
  const button = ownerDocument.createElement('button');
  const words = textsOf(imageTexts).retry;
  button.type = 'button';
  button.className = 'retry';
  button.dataset.retry = address;
  button.dataset.words = words;
  button.setAttribute('aria-label', [words, alt].filter(Boolean).join(' · '));
  return button;
}
