import { imageTexts } from '../../locales/images.ts';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import { patternOf } from '../../utils/sites/match-pattern.ts';

/** Where kept images are found, by their addresses on the page. */
export interface KeptImages {
  /** Null where it is not on this device. */
  here: (address: string) => Promise<Blob | null>;
  /** From the service; null where it could not be had. */
  fetched: (address: string) => Promise<Blob | null>;
  /** Whether it was kept, be it on another device. */
  has: (address: string) => boolean;
}

export interface ImagesToShow {
  kept: KeptImages;
  /** Addresses of those that can be asked for again on the web. */
  missing: readonly string[];
}

/** What the sanitiser left, by the frame that stands in its place: with a later look it may come back. */
const originals = new WeakMap<Element, HTMLImageElement>();

/** So many are asked of the service at once: a slow one must not hold up all others. */
const AT_ONCE = 3;

/**
 * Puts kept images where the sanitiser left their addresses, as blob: addresses, and a frame with words where there is none: first all that are on this device, then
 * those of the service. May be called again when more may be there: what is shown stays as it is.
 * @param signal Ends this look.
 * @param life Of the text: what was made for it is let go when it aborts.
 */
export async function showImages(
  root: HTMLElement,
  { kept, missing }: ImagesToShow,
  { signal, life }: { signal: AbortSignal; life: AbortSignal },
): Promise<void> {
  const elsewhere: HTMLElement[] = [];
  for (const holder of root.querySelectorAll<HTMLElement>('img:not([src]), .missing')) {
    const address = holder.dataset.address;
    const blob = address === undefined ? null : await kept.here(address).catch(() => null);
    if (signal.aborted) return;
    if (blob) showImage(holder, blob, life);
    else if (address !== undefined && kept.has(address)) elsewhere.push(holder);
    else showMissing(holder, missing, textsOf(readerTexts).imageMissing);
  }
  const fetchNext = async (): Promise<void> => {
    for (let holder = elsewhere.shift(); holder && !signal.aborted; holder = elsewhere.shift()) {
      const blob = await kept.fetched(holder.dataset.address ?? '').catch(() => null);
      if (signal.aborted) return;
      if (blob) showImage(holder, blob, life);
      else showMissing(holder, missing, textsOf(readerTexts).imageElsewhere);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fetchNext));
}

function originalOf(holder: HTMLElement): HTMLImageElement | null {
  return isImage(holder) ? holder : (originals.get(holder) ?? null);
}

/** Asked of its name: it is of the frame's own realm. */
function isImage(holder: HTMLElement): holder is HTMLImageElement {
  return holder.localName === 'img';
}

function showImage(holder: HTMLElement, blob: Blob, life: AbortSignal): void {
  const image = originalOf(holder);
  if (!image) return;
  const address = URL.createObjectURL(blob);
  image.src = address;
  const fail = () => {
    image.removeAttribute('src');
    showMissing(image, [], textsOf(readerTexts).imageMissing);
  };
  image.addEventListener('error', fail, { once: true });
  life.addEventListener('abort', () => URL.revokeObjectURL(address), { once: true });
  if (image !== holder) putInPlace(holder, [image]);
}

/** Its words are drawn by the style sheet, not text of the article: marks are found by the article's text. */
function showMissing(holder: HTMLElement, missing: readonly string[], why: string): void {
  const image = originalOf(holder);
  if (!image) return;
  const address = image.dataset.address ?? '';
  const words = [why, image.alt].filter(Boolean).join(' · ');
  const isRetriable = missing.includes(address) && patternOf(address) !== null;
  const hasButton = holder.nextElementSibling?.matches('.retry') ?? false;
  // The button may have the focus.
  if (holder.dataset.words === words && hasButton === isRetriable) return;
  const frame = image.ownerDocument.createElement('span');
  originals.set(frame, image);
  frame.className = 'missing';
  // A mark of the picture is found by it.
  frame.dataset.address = address;
  frame.dataset.words = words;
  frame.setAttribute('role', 'img');
  frame.setAttribute('aria-label', words);
  putInPlace(holder, isRetriable ? [frame, retryButton(image, address)] : [frame]);
}

/** The button beside a frame goes with it. */
function putInPlace(holder: HTMLElement, nodes: HTMLElement[]): void {
  const button = holder.nextElementSibling;
  if (originals.has(holder) && button?.matches('.retry')) button.remove();
  holder.replaceWith(...nodes);
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
