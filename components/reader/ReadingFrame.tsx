import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { SnapshotContent } from '../../utils/library/library.ts';
import reader from '../styles/reader.css?inline';
import tokens from '../styles/tokens.css?inline';
import { fitLines } from './fit-lines.ts';
import { frameDocument } from './frame-document.ts';
import { paper, setPaper } from './paper.ts';
import styles from './ReadingFrame.module.css';
import { sanitiseArticle } from './sanitise.ts';
import { type KeptImages, showImages } from './show-images.ts';

interface ReadingFrameProps {
  content: SnapshotContent;
  keptImages: KeptImages;
  /** Custom properties that the text is set by. */
  properties: Record<string, string>;
  hasColumns: boolean;
  /** A missing picture is asked for, by its address; within the click. Ends when it is here or not. */
  onRetry: (address: string) => Promise<void>;
  /** The article's element within the frame, once its text stands there. */
  onReady: (root: HTMLElement) => void;
  /** Its height has changed: everything that stands level with a line must move. Pixels. */
  onResize: (height: number) => void;
}

/** The kept article, as high as its text, so that the page around it scrolls and not the frame. */
export function ReadingFrame(props: ReadingFrameProps) {
  const { content, keptImages, properties, hasColumns, onRetry, onReady, onResize } = props;
  const retry = useRef(onRetry);
  retry.current = onRetry;
  const frame = useRef<HTMLIFrameElement>(null);
  const [isLoaded, setLoaded] = useState(false);
  /** Of the text that stands in the frame; images come to it as they are kept. */
  const life = useRef<AbortSignal | null>(null);
  const [height, setHeight] = useState(0);

  useEffect(() => {
    const root = frame.current?.contentDocument?.querySelector('article');
    if (!isLoaded || !root) return;
    const showing = new AbortController();
    life.current = showing.signal;
    const text = sanitiseArticle(content.html);
    fitLines(text);
    root.replaceChildren(root.ownerDocument.importNode(text, true));
    root.addEventListener('click', openLink, { signal: showing.signal });
    const askAgain = (event: Event) => void retryAt(event, (address) => retry.current(address));
    root.addEventListener('click', askAgain, { signal: showing.signal });
    root.addEventListener('auxclick', openLink, { signal: showing.signal });
    followHeight(root, setHeight, showing.signal);
    onReady(root);
    return () => showing.abort();
  }, [isLoaded, content.html, onReady]);

  useEffect(() => {
    const root = frame.current?.contentDocument?.querySelector('article');
    if (!isLoaded || !root || !life.current) return;
    const looking = new AbortController();
    const images = { kept: keptImages, missing: content.missingImages };
    const signals = { signal: looking.signal, life: life.current };
    const look = () => void showImages(root, images, signals);
    look();
    addEventListener('online', look, { signal: looking.signal });
    return () => looking.abort();
  }, [isLoaded, content, keptImages]);

  useEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (isLoaded && root) setPaper(root, paper.value);
  }, [isLoaded, paper.value]);

  useLayoutEffect(() => {
    const root = frame.current?.contentDocument?.documentElement;
    if (!isLoaded || !root) return;
    for (const [name, value] of Object.entries(properties)) root.style.setProperty(name, value);
    root.toggleAttribute('data-columns', hasColumns);
  }, [isLoaded, properties, hasColumns]);

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
  page.write(frameDocument(tokens + reader));
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

async function retryAt(event: Event, retry: (address: string) => Promise<void>): Promise<void> {
  const button = (event.target as Element).closest<HTMLElement>('.retry');
  const address = button?.dataset.retry;
  if (!button || address === undefined || button.ariaBusy === 'true') return;
  button.ariaBusy = 'true';
  await retry(address);
  button.ariaBusy = null;
}

/** Links lead out of the library: into a tab of their own, told nothing about where the reader came from. */
function openLink(event: MouseEvent): void {
  // The right button brings the menu, and is an `auxclick` as the middle one is.
  if (event.type === 'auxclick' && event.button !== 1) return;
  const link = (event.target as Element).closest('a');
  if (!link) return;
  event.preventDefault();
  if (/^https?:|^mailto:/i.test(link.href)) window.open(link.href, '_blank', 'noopener,noreferrer');
}
