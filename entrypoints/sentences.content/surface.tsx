import { render } from 'preact';
import { SentenceBar } from '../../components/annotation/SentenceBar.tsx';
import sentences from '../../components/annotation/sentences.css?inline';
import base from '../../components/annotation/surface.css?inline';
import tokens from '../../components/styles/surface-tokens.css?inline';
import type { Language } from '../../locales/define-texts.ts';
import { sentenceTexts } from '../../locales/sentences.ts';
import { themeInSight } from '../../utils/annotation/page-theme.ts';
import { rangeOfNext, rangeOfWalk, type Walk } from '../../utils/annotation/sentence-walk.ts';
import { boxInPage, rectsInPage } from '../../utils/annotation/text-rects.ts';
import { bringIntoView } from '../../utils/bring-into-view.ts';

export interface SentenceSurface {
  host: Element;
  show(walk: Walk, hasKeys: boolean): void;
  /** Read out by screen readers. */
  say(words: string): void;
}

/** An element of ours over the page, which takes no press but on its bar. It goes with `signal`. */
export function openSurface(language: Language, leave: () => void, signal: AbortSignal): SentenceSurface {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  root.innerHTML = `<style>${[tokens, base, sentences].join('')}</style><div class="paper"><div class="frames" aria-hidden="true"></div><div class="bar"></div><div class="heard" aria-live="polite"></div></div>`;
  const [paper, frames, bar, heard] = ['.paper', '.frames', '.bar', '.heard'].map((part) =>
    root.querySelector<HTMLElement>(part),
  );
  if (!paper || !frames || !bar || !heard) throw new Error('no surface');
  paper.lang = language;
  paper.dataset.theme = themeInSight(document);
  root.addEventListener('click', (event) => event.isTrusted || event.stopImmediatePropagation(), true);
  document.documentElement.append(host);
  let shown: Walk | null = null;
  const draw = () => {
    if (shown) frames.replaceChildren(...framesOf(shown));
  };
  for (const type of ['scroll', 'resize'])
    addEventListener(type, () => requestAnimationFrame(draw), { capture: true, passive: true, signal });
  // An image or a font that comes late moves the words without a scroll.
  const moved = new ResizeObserver(draw);
  moved.observe(document.body);
  signal.addEventListener('abort', () => {
    moved.disconnect();
    render(null, bar);
    host.remove();
  });
  return {
    host,
    show(walk, hasKeys) {
      shown = walk;
      const { first, sentences: all } = walk;
      render(
        <SentenceBar
          texts={sentenceTexts[language]}
          at={first + 1}
          all={all.length}
          hasKeys={hasKeys}
          onLeave={leave}
        />,
        bar,
      );
      goTo(rangeOfWalk(walk), bar);
      draw();
    },
    say(words) {
      heard.textContent = words;
    },
  };
}

function framesOf(walk: Walk): HTMLElement[] {
  const [present, next] = [rangeOfWalk(walk), rangeOfNext(walk)];
  return [
    ...(next ? rectsInPage(next).map((box) => frame('next-sentence', box)) : []),
    ...(present ? rectsInPage(present).map((box) => frame('sentence', box)) : []),
  ];
}

function frame(name: string, { left, top, width, height }: DOMRect): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.style.cssText = `left: ${left}px; top: ${top}px; width: ${width}px; height: ${height}px;`;
  return element;
}

/** Kept clear above and below the sentence, px. */
const ROOM = 80;

/** Goes there only where it is not in sight, or the bar is over it. */
function goTo(range: Range | null, bar: HTMLElement): void {
  if (!range) return;
  const { top = -1, bottom = -1 } = boxInPage(range) ?? {};
  const lowest = innerHeight - (bar.firstElementChild?.getBoundingClientRect().height ?? 0) - ROOM;
  if (top >= ROOM && bottom <= lowest) return;
  bringIntoView(range.startContainer.parentElement, () => rectsInPage(range)[0] ?? null);
}
