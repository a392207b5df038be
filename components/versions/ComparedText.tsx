import { useEffect, useRef } from 'preact/hooks';
import { versionTexts } from '../../locales/versions.ts';
import { textsOf } from '../../utils/appearance.ts';
import type { ComparedParagraph, ComparedPart } from '../../utils/keeping/compare-texts.ts';
import { cutByPlaces, type PlaceInParagraph } from '../../utils/keeping/marks-in-text.ts';
import type { Mark, MarkColour } from '../../utils/library/library.ts';
import { classes } from '../controls/classes.ts';
import { MarkShape } from '../controls/MarkShape.tsx';
import { useVirtualItems } from '../library/use-virtual-items.ts';
import styles from './ComparedText.module.css';
import type { MarksOnSide } from './compared-rows.ts';
import { type MergedPart, mergeParts } from './merge-parts.ts';

interface ComparedTextProps {
  compared: ComparedParagraph[];
  isTwo: boolean;
  /** Paragraphs that are headings, by their words. */
  headings: ReadonlySet<string>;
  marks: Mark[];
  places: { before: MarksOnSide; after: MarksOnSide };
  /** The row that the reader went to. */
  current: number | null;
}

/** Pixels, before a row was measured. */
const ROW_HEIGHT = 100;

/** The rows of two versions; of a long text those near the viewport are drawn. */
export function ComparedText(props: ComparedTextProps) {
  const { compared, current, isTwo } = props;
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualItems({
    count: compared.length,
    scroller,
    estimate: () => ROW_HEIGHT,
    keyOf: (index) => `${isTwo} ${index}`,
  });
  useEffect(() => {
    if (current !== null) virtualizer.scrollToIndex(current, { align: 'center' });
  }, [current, virtualizer]);
  const colours = new Map(props.marks.map(({ id, colour }) => [id, colour]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section class={styles.scroller} ref={scroller} tabIndex={0} aria-label={textsOf(versionTexts).text}>
      <div class={styles.rows} style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => {
          const row = compared[index];
          return row ? (
            <div
              key={key}
              data-index={index}
              data-kind={row.kind}
              aria-current={index === current || undefined}
              ref={(element) => virtualizer.measureElement(element)}
              class={classes(styles.row, isTwo && styles.two)}
              style={{ transform: `translateY(${start}px)` }}
            >
              <Row {...props} row={row} at={index} colours={colours} />
            </div>
          ) : null;
        })}
      </div>
    </section>
  );
}

interface RowProps extends ComparedTextProps {
  row: ComparedParagraph;
  at: number;
  colours: ReadonlyMap<string, MarkColour>;
}

function Row({ row, at, isTwo, headings, places, colours }: RowProps) {
  const common = { headings, colours };
  const before = places.before.places.get(at) ?? [];
  const after = places.after.places.get(at) ?? [];
  if (isTwo) {
    return (
      <>
        <div class={styles.cell}>
          {row.before && <Paragraph parts={row.before} places={before} kind="removed" {...common} />}
        </div>
        <div class={styles.cell}>
          {row.after && <Paragraph parts={row.after} places={after} kind="added" {...common} />}
        </div>
      </>
    );
  }
  const merged =
    row.kind === 'changed' && row.before && row.after
      ? mergeParts(row.before, cutByPlaces(row.after, after))
      : null;
  return (
    <div class={styles.cell}>
      {merged && <Words parts={merged} {...common} />}
      {!merged && row.after && <Paragraph parts={row.after} places={after} kind="added" {...common} />}
      {!merged && !row.after && row.before && (
        <Paragraph parts={row.before} places={before} kind="removed" {...common} />
      )}
    </div>
  );
}

interface ParagraphProps {
  parts: ComparedPart[];
  places: PlaceInParagraph[];
  /** What became of the parts that differ. */
  kind: 'added' | 'removed';
  headings: ReadonlySet<string>;
  colours: ReadonlyMap<string, MarkColour>;
}

function Paragraph({ parts, places, kind, ...common }: ParagraphProps) {
  const cut = cutByPlaces(parts, places);
  return <Words parts={cut.map((part) => ({ ...part, kind: part.differs ? kind : 'same' }))} {...common} />;
}

interface WordsProps extends Pick<ParagraphProps, 'headings' | 'colours'> {
  parts: MergedPart[];
}

function Words({ parts, headings, colours }: WordsProps) {
  const texts = textsOf(versionTexts);
  const isHeading = headings.has(parts.map(({ text }) => text).join(''));
  const Name = isHeading ? 'h2' : 'p';
  return (
    <Name class={isHeading ? styles.heading : styles.paragraph} lang="zh-CN">
      {parts.map((part, index) => {
        const words = <MarkedWords part={part} colours={colours} />;
        if (part.kind === 'same') return <span key={index}>{words}</span>;
        const Change = part.kind === 'added' ? 'ins' : 'del';
        return (
          <Change key={index}>
            <span class="visually-hidden">{texts[part.kind]}</span>
            {words}
          </Change>
        );
      })}
    </Name>
  );
}

function MarkedWords({ part, colours }: { part: MergedPart; colours: ReadonlyMap<string, MarkColour> }) {
  const colour = colours.get(part.ids.at(-1) ?? '');
  if (!colour) return <>{part.text}</>;
  return (
    <mark class={styles[`mark${colour}`]}>
      {part.text}
      {part.ends.map((id) => (
        <span key={id} class={styles.shape}>
          <MarkShape colour={colours.get(id) ?? 1} size={8} />
        </span>
      ))}
    </mark>
  );
}
