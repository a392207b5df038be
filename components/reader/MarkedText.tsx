import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { imageTexts } from '../../locales/images.ts';
import { readerTexts } from '../../locales/reader.ts';
import { rangeAround } from '../../utils/annotation/whole-element.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library, Mark, SnapshotContent } from '../../utils/library/library.ts';
import { markName } from '../controls/MarkShape.tsx';
import { MissingNotice } from '../controls/MissingNotice.tsx';
import { markWords } from '../controls/mark-words.ts';
import { showToast } from '../controls/toasts.ts';
import { useMedia } from '../library/use-media.ts';
import { textOfSnapshot, useGist } from '../summary/use-gist.ts';
import { ArticleFoot } from './ArticleFoot.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { ArticleSummary } from './ArticleSummary.tsx';
import { BlockOffer } from './BlockOffer.tsx';
import { countBeyond } from './count-beyond.ts';
import { LostMarks } from './LostMarks.tsx';
import { keepLook, lastLook } from './last-look.ts';
import { MarkCounts } from './MarkCounts.tsx';
import styles from './MarkedText.module.css';
import { MarkLayer } from './MarkLayer.tsx';
import { MissingImages } from './MissingImages.tsx';
import { confirmPlace, makeMark } from './make-mark.ts';
import { NoteSheet } from './NoteSheet.tsx';
import { Outline } from './Outline.tsx';
import { ReadingFrame } from './ReadingFrame.tsx';
import { retryImages } from './retry-images.ts';
import { SelectionBar } from './SelectionBar.tsx';
import { SideNotes } from './SideNotes.tsx';
import type { KeptImages } from './show-images.ts';
import { useDeletedElsewhere } from './use-deleted-elsewhere.ts';
import { type PlacedMark, useMarksInFrame } from './use-marks-in-frame.ts';
import { useOutlinePlace } from './use-outline-place.ts';
import { usePrinted } from './use-printed.ts';
import { useReaderKeys } from './use-reader-keys.ts';
import { useSentenceKeys } from './use-sentence-keys.ts';

interface MarkedTextProps {
  library: Library;
  article: Article;
  marks: Mark[];
  hash: string;
  content: SnapshotContent;
  keptImages: KeptImages;
  /** What the text is set by. */
  properties: Record<string, string>;
  hasColumns: boolean;
  scroller: RefObject<HTMLElement | null>;
  /** The article's element in the frame, once it stands there. */
  root: HTMLElement | null;
  onRoot: (root: HTMLElement | null) => void;
  textHeight: number;
  onHeight: (height: number) => void;
}

/** Notes stand beside the text. */
const WITH_NOTES = '(min-width: 1040px)';
/** The outline stands beside the text. */
const WITH_OUTLINE = '(min-width: 1240px)';

/** The kept text, its outline at the left, marks on it, notes level with their lines. The text never moves for them. */
export function MarkedText(props: MarkedTextProps) {
  const { library, article, marks, hash, content, keptImages, scroller, root, onRoot, textHeight, onHeight } =
    props;
  const texts = textsOf(readerTexts);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [made, setMade] = useState<Mark | null>(null);
  const [noteAskedOf, setNoteAskedOf] = useState<string | null>(null);
  const hasNotes = useMedia(WITH_NOTES);
  const hasOutline = useMedia(WITH_OUTLINE);
  const gist = useGist(textOfSnapshot(article, hash, content));
  const isNewest = article.snapshots.at(-1)?.hash === hash;
  const paper = useRef<HTMLDivElement>(null);
  const { placed, markAt } = useMarksInFrame(root, marks);
  const distance = useRuleLength(root, paper, hasNotes);
  const outline = useOutlinePlace(root, content.outline, scroller);
  const beyond = useMemo(() => (root ? countBeyond(root, content) : 0), [root, content]);
  const selected = placed.find(({ mark }) => mark.id === selectedId);

  useEffect(() => () => onRoot(null), [onRoot]);
  useDeletedElsewhere(library, marks, selectedId, () => setSelectedId(null));
  usePrinted({ article, root, placed });
  useSentenceKeys(root, scroller);
  useReaderKeys(root, 'text', (event) => {
    if (event.key !== 'Escape') return false;
    const selection = root?.ownerDocument.getSelection();
    const isSelected = selection?.isCollapsed === false;
    if (isSelected) selection.removeAllRanges();
    else setSelectedId(null);
    return isSelected || selected !== undefined;
  });
  useMarkClicks(root, markAt, setSelectedId);
  const mark = useCallback(
    async (range: Range, colour: Mark['colour'], then: 'note' | null) => {
      if (!root) return;
      const look = { colour, style: lastLook.value.style };
      const saved = await makeMark(library, { root, range, ...look, articleId: article.id, hash });
      if (!saved) return;
      keepLook({ colour });
      setNoteAskedOf(then === 'note' ? saved.id : null);
      setSelectedId(saved.id);
      setMade(saved);
    },
    [library, root, article.id, hash],
  );

  const confirm = (entry: PlacedMark) => {
    if (root) void confirmPlace(library, root, entry, hash);
  };

  const retryImage = async (address: string) => {
    const why = await retryImages({ articleId: article.id, hash, addresses: [address] });
    showToast({ text: why ?? textsOf(imageTexts).doneOne });
  };

  const lists = (
    <>
      {content.outline.length > 0 && (
        <>
          <p class={styles.label}>{texts.outline}</p>
          <Outline items={content.outline} currentId={outline.currentId} onGo={outline.go} />
        </>
      )}
      <ArticleSummary own={article.summary} made={gist?.summary} isBeside={hasOutline} />
      <MarkCounts marks={marks} />
    </>
  );
  return (
    <div class={styles.sheet} data-outline={hasOutline || undefined} data-notes={hasNotes || undefined}>
      {hasOutline && <div class={styles.outline}>{lists}</div>}
      <div class={styles.text}>
        <ArticleHead article={article} />
        {isNewest && (
          <div class={styles.notice}>
            <MissingNotice pages={article.pages} address={article.address} />
          </div>
        )}
        <div class={styles.notice}>
          <MissingImages articleId={article.id} hash={hash} missing={content.missingImages} beyond={beyond} />
        </div>
        {!hasOutline && content.outline.length > 0 && (
          <details class={styles.folded}>
            <summary>{texts.outline}</summary>
            <Outline items={content.outline} currentId={outline.currentId} onGo={outline.go} />
          </details>
        )}
        {!hasOutline && <ArticleSummary own={article.summary} made={gist?.summary} isBeside={false} />}
        <div class={styles.paper} ref={paper}>
          <ReadingFrame
            content={content}
            keptImages={keptImages}
            properties={props.properties}
            hasColumns={props.hasColumns}
            onRetry={retryImage}
            onReady={onRoot}
            onResize={onHeight}
          />
          <MarkLayer key={textHeight} placed={placed} selectedId={selectedId} onSelect={setSelectedId} />
          {root && <BlockOffer key={textHeight} root={root} />}
          {root && <SelectionBar root={root} onMark={mark} />}
          <p class="visually-hidden" role="status">
            {made && texts.markMade(markName(made.colour), markWords(made).slice(0, 40))}
          </p>
          {hasNotes && (
            <div class={styles.beside}>
              <SideNotes
                library={library}
                placed={placed}
                selectedId={selectedId}
                noteAskedOf={noteAskedOf}
                textHeight={textHeight}
                distance={distance}
                onSelect={setSelectedId}
                onConfirm={confirm}
              />
            </div>
          )}
        </div>
        <LostMarks library={library} placed={placed} />
        <ArticleFoot library={library} article={article} terms={gist?.terms ?? []} />
      </div>
      {!hasNotes && selected && (
        <NoteSheet
          library={library}
          placed={selected}
          all={placed}
          asksNote={selected.mark.id === noteAskedOf}
          onSelect={setSelectedId}
          onClose={() => setSelectedId(null)}
          onConfirm={() => confirm(selected)}
        />
      )}
    </div>
  );
}

/** A click on a mark chooses it, a click beside it lets it go. */
function useMarkClicks(
  root: HTMLElement | null,
  markAt: (x: number, y: number) => string[],
  onSelect: (id: string | null) => void,
): void {
  useEffect(() => {
    if (!root) return;
    const listening = new AbortController();
    const click = (event: MouseEvent) => {
      if (root.ownerDocument.getSelection()?.isCollapsed === false) return;
      const [id] = markAt(event.clientX, event.clientY);
      onSelect(id ?? null);
      if (id === undefined) selectPicture(event.target);
    };
    root.ownerDocument.addEventListener('click', click, { signal: listening.signal });
    return () => listening.abort();
  }, [root, markAt, onSelect]);
}

/** A click on a picture selects it, so that the bar comes up that marks it. */
function selectPicture(target: EventTarget | null): void {
  const node = target as Element | null; // of the frame's own realm
  if (!node?.matches('img, .missing')) return;
  node.ownerDocument.getSelection()?.removeAllRanges();
  node.ownerDocument.getSelection()?.addRange(rangeAround(node));
}

/** Pixels from the text's right edge to the notes. */
function useRuleLength(
  root: HTMLElement | null,
  paper: RefObject<HTMLElement | null>,
  hasNotes: boolean,
): number {
  const [length, setLength] = useState(0);
  useLayoutEffect(() => {
    const around = paper.current;
    if (!root || !around || !hasNotes) return;
    const measure = () => {
      const notes = around.lastElementChild?.getBoundingClientRect();
      const { left } = around.getBoundingClientRect();
      if (notes) setLength(Math.max(0, notes.left - left - root.getBoundingClientRect().right - 4));
    };
    const observer = new ResizeObserver(measure);
    for (const element of [root, around]) observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, [root, paper, hasNotes]);
  return length;
}
