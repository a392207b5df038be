import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { readerTexts } from '../../locales/reader.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { Article, Library, Mark, SnapshotContent } from '../../utils/library/library.ts';
import { markName } from '../controls/MarkShape.tsx';
import { MissingNotice } from '../controls/MissingNotice.tsx';
import { useMedia } from '../library/use-media.ts';
import { textOfSnapshot, useGist } from '../summary/use-gist.ts';
import { ArticleFoot } from './ArticleFoot.tsx';
import { ArticleHead } from './ArticleHead.tsx';
import { ArticleSummary } from './ArticleSummary.tsx';
import { LostMarks } from './LostMarks.tsx';
import { MarkCounts } from './MarkCounts.tsx';
import styles from './MarkedText.module.css';
import { MarkLayer } from './MarkLayer.tsx';
import { confirmPlace, makeMark } from './make-mark.ts';
import { NoteSheet } from './NoteSheet.tsx';
import { Outline } from './Outline.tsx';
import { ReadingFrame } from './ReadingFrame.tsx';
import { SelectionBar } from './SelectionBar.tsx';
import { SideNotes } from './SideNotes.tsx';
import type { KeptImage } from './show-images.ts';
import { type PlacedMark, useMarksInFrame } from './use-marks-in-frame.ts';
import { useOutlinePlace } from './use-outline-place.ts';

interface MarkedTextProps {
  library: Library;
  article: Article;
  marks: Mark[];
  hash: string;
  content: SnapshotContent;
  keptImage: KeptImage;
  scroller: RefObject<HTMLElement | null>;
  textHeight: number;
  onHeight: (height: number) => void;
}

/** Notes stand beside the text. */
const WITH_NOTES = '(min-width: 1040px)';
/** The outline stands beside the text. */
const WITH_OUTLINE = '(min-width: 1240px)';

/** The kept text, its outline at the left, marks on it, notes level with their lines. The text never moves for them. */
export function MarkedText(props: MarkedTextProps) {
  const { library, article, marks, hash, content, keptImage, scroller, textHeight, onHeight } = props;
  const texts = textsOf(readerTexts);
  const [root, setRoot] = useState<HTMLElement | null>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [made, setMade] = useState<Mark | null>(null);
  const hasNotes = useMedia(WITH_NOTES);
  const hasOutline = useMedia(WITH_OUTLINE);
  const gist = useGist(textOfSnapshot(article, hash, content));
  const isNewest = article.snapshots.at(-1)?.hash === hash;
  const paper = useRef<HTMLDivElement>(null);
  const { placed, markAt } = useMarksInFrame(root, marks);
  const distance = useRuleLength(root, paper, hasNotes, textHeight);
  const outline = useOutlinePlace(root, content.outline, scroller);
  const selected = placed.find(({ mark }) => mark.id === selectedId);

  const onReady = useCallback((ready: HTMLElement) => setRoot(ready), []);
  useMarkClicks(root, markAt, setSelectedId);
  const mark = useCallback(
    async (range: Range, colour: Mark['colour']) => {
      if (!root) return;
      const saved = await makeMark(library, { root, range, colour, articleId: article.id, hash });
      if (!saved) return;
      setSelectedId(saved.id);
      setMade(saved);
    },
    [library, root, article.id, hash],
  );

  const confirm = (entry: PlacedMark) => {
    if (root) void confirmPlace(library, root, entry, hash);
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
        {!hasOutline && content.outline.length > 0 && (
          <details class={styles.folded}>
            <summary>{texts.outline}</summary>
            <Outline items={content.outline} currentId={outline.currentId} onGo={outline.go} />
          </details>
        )}
        {!hasOutline && <ArticleSummary own={article.summary} made={gist?.summary} isBeside={false} />}
        <div class={styles.paper} ref={paper}>
          <ReadingFrame content={content} keptImage={keptImage} onReady={onReady} onResize={onHeight} />
          <MarkLayer key={textHeight} placed={placed} selectedId={selectedId} onSelect={setSelectedId} />
          {root && <SelectionBar root={root} onMark={mark} />}
          <p class="visually-hidden" role="status">
            {made && texts.markMade(markName(made.colour), made.quote.slice(0, 40))}
          </p>
          {hasNotes && (
            <div class={styles.beside}>
              <SideNotes
                library={library}
                placed={placed}
                selectedId={selectedId}
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
      onSelect(markAt(event.clientX, event.clientY)[0] ?? null);
    };
    root.ownerDocument.addEventListener('click', click, { signal: listening.signal });
    return () => listening.abort();
  }, [root, markAt, onSelect]);
}

/** Pixels from the text's right edge to the notes. */
function useRuleLength(
  root: HTMLElement | null,
  paper: RefObject<HTMLElement | null>,
  hasNotes: boolean,
  textHeight: number,
): number {
  const [length, setLength] = useState(0);
  useLayoutEffect(() => {
    if (!root || !paper.current || !hasNotes) return;
    const notes = paper.current.lastElementChild?.getBoundingClientRect();
    const left = paper.current.getBoundingClientRect().left;
    if (notes) setLength(Math.max(0, notes.left - left - root.getBoundingClientRect().right - 4));
  }, [root, paper, hasNotes, textHeight]);
  return length;
}
