import { useEffect, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf, theme } from '../../utils/appearance.ts';
import type { SnapshotContent } from '../../utils/library/library.ts';
import tokens from '../styles/tokens.css?inline';
import { frameDocument } from './frame-document.ts';
import styles from './ReadingFrame.module.css';
import { sanitiseArticle } from './sanitise.ts';
import { type KeptImage, showImages } from './show-images.ts';

interface ReadingFrameProps {
  content: SnapshotContent;
  keptImage: KeptImage;
  /** The article's element within the frame, once its text stands there. */
  onReady: (root: HTMLElement) => void;
  /** Its height has changed: everything that stands level with a line must move. Pixels. */
  onResize: (height: number) => void;
}

/** The kept article, as high as its text, so that the page around it scrolls and not the frame. */
export function ReadingFrame({ content, keptImage, onReady, onResize }: ReadingFrameProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [isLoaded, setLoaded] = useState(false);
  const [height, setHeight] = useState(0);

  useEffect(() => {
    const root = frame.current?.contentDocument?.querySelector('article');
    if (!isLoaded || !root) return;
    const showing = new AbortController();
    root.replaceChildren(root.ownerDocument.importNode(sanitiseArticle(content.html), true));
    root.addEventListener('click', openLink, { signal: showing.signal });
    root.addEventListener('auxclick', openLink, { signal: showing.signal });
    followHeight(root, setHeight, showing.signal);
    void showImages(root, keptImage, showing.signal);
    onReady(root);
    return () => showing.abort();
  }, [isLoaded, content, keptImage, onReady]);

  useEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (!isLoaded || !root) return;
    if (theme.value === 'auto') delete root.dataset.theme;
    else root.dataset.theme = theme.value;
  }, [isLoaded, theme.value]);

  useEffect(() => onResize(height), [height, onResize]);

  const prepare = () => {
    const page = frame.current?.contentDocument;
    if (page && !page.querySelector('article')) writePage(page);
    if (page) setLoaded(true);
  };
  // Chromium has loaded the blank page before anybody can listen, Firefox loads it later.
  useEffect(() => {
    if (frame.current?.contentDocument?.readyState === 'complete') prepare();
  }, []);
  return (
    <iframe
      ref={frame}
      class={styles.frame}
      style={{ height: `${height}px` }}
      title={textsOf(readerTexts).body}
      sandbox="allow-same-origin"
      onLoad={prepare}
    />
  );
}

/**
 * Writes our empty page into the frame's blank one. Not by `srcdoc`: Firefox holds that against the page's own `frame-ancestors 'none'` and
 * shows nothing. Only our own constant text is written; the article comes as sanitised nodes.
 */
function writePage(page: Document): void {
  page.open();
  page.write(frameDocument(tokens));
  page.close();
}

/**
 * Tells the text's height now and whenever it changes. The observer is the frame's own, since one of the page around it is asked only when
 * that page is drawn; images tell by themselves, because a frame outside the viewport may not be drawn for long.
 */
function followHeight(root: HTMLElement, onHeight: (height: number) => void, signal: AbortSignal): void {
  const measure = () => onHeight(Math.ceil(root.getBoundingClientRect().height));
  const Observer = root.ownerDocument.defaultView?.ResizeObserver ?? ResizeObserver;
  const observer = new Observer(measure);
  observer.observe(root);
  signal.addEventListener('abort', () => observer.disconnect(), { once: true });
  root.addEventListener('load', measure, { capture: true, signal });
  root.addEventListener('error', measure, { capture: true, signal });
  addEventListener('resize', measure, { signal });
  measure();
}

/** Links lead out of the library: into a tab of their own, told nothing about where the reader came from. */
function openLink(event: Event): void {
  const link = (event.target as Element).closest('a');
  if (!link) return;
  event.preventDefault();
  if (/^https?:|^mailto:/i.test(link.href)) window.open(link.href, '_blank', 'noopener,noreferrer');
}
