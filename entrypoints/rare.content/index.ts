import { defineContentScript } from 'wxt/utils/define-content-script';
import { anchorElement } from '../../utils/annotation/anchor-element.ts';
import { describeElement } from '../../utils/annotation/describe-element.ts';
import { documentsOf, isElement } from '../../utils/annotation/page-documents.ts';
import { indexText } from '../../utils/annotation/text-index.ts';
import { rangeAround } from '../../utils/annotation/whole-element.ts';
import { imageAddress } from '../../utils/article/images.ts';
import type { RareTools } from '../marks.content/rare-tools.ts';
import { readerLanguage } from '../marks.content/reader-language.ts';
import { offerHint } from './first-mark-hint.ts';
import { offerElements } from './offer-elements.ts';
import { printOutlines } from './print-outlines.ts';

/**
 * Put into a page by the marks' script when a picture or a table is marked or could be, or a first mark was made: describes and finds such elements, and offers to mark
 * what the pointer rests on.
 */
export default defineContentScript({
  registration: 'runtime',
  cssInjectionMode: 'manual',
  noScriptStartedPostMessage: true,
  main(ctx) {
    const { signal } = ctx;
    const host = document.createElement('div');
    const addressOf = (picture: Element) => imageAddress(picture, picture.baseURI);
    let pressedOn: Element | null = null;
    const press = ({ isTrusted, target }: Event) => {
      if (isTrusted) pressedOn = isElement(target) ? target : null;
    };
    const offering = readerLanguage().then((language) => offerElements(host, language, ctx));
    const follow = (inner: Document, own: AbortSignal) => {
      inner.addEventListener('contextmenu', press, { capture: true, signal: own });
      void offering.then((offer) => own.aborted || offer(inner, own));
    };
    const tools: RareTools = {
      host,
      describe: (element) => describeElement(indexText(document.body), element, addressOf),
      follow,
      place: (selectors, index, words) => anchorElement(selectors, index, words, addressOf),
      pick(notice) {
        const picture = pressedOn?.matches('img') ? pressedOn : pictureInSight(addressIn(notice));
        return picture && rangeAround(picture);
      },
      hint: offerHint,
    };
    globalThis.rareTools = tools;
    signal.addEventListener('abort', () => {
      if (globalThis.rareTools === tools) globalThis.rareTools = undefined;
    });
    printOutlines(signal);
    for (const inner of documentsOf(document)) follow(inner, signal);
  },
});

function addressIn(notice: unknown): string {
  return typeof notice === 'object' && notice !== null && 'address' in notice ? String(notice.address) : '';
}

/** Which of several it was, nobody told: the one nearest to the middle of the window. */
function pictureInSight(address: string): Element | null {
  const far = (picture: Element) => {
    const { top, bottom } = picture.getBoundingClientRect();
    return Math.abs((top + bottom) / 2 - innerHeight / 2);
  };
  const pictures = documentsOf(document).flatMap(({ images }) => [...images]);
  const same = pictures.filter(({ currentSrc, src }) => [currentSrc, src].includes(address));
  return same.sort((a, b) => far(a) - far(b))[0] ?? null;
}
