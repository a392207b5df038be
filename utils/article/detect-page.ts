import { canonicalAddress } from './address.ts';
import { findBreadcrumb } from './breadcrumb.ts';
import { isObservationChannel, OBSERVATION_CHANNELS } from './channels.ts';
import { judgeInSteps, judgeKind, type KindJudgement } from './kind.ts';
import { pageTitle } from './page-title.ts';
import type { PageKind, ReadingOptions } from './reading.ts';
import { atOnce, flatMapInSteps, type Steps } from './steps.ts';
import { type IsVisible, type Line, linesBelow, readLines } from './visible-text.ts';

/** What is known of a page before its fields and its body are read: the quick look and the full reading share it, so that both agree. */
export interface PageOutlook extends KindJudgement {
  /** The document's. */
  title: string;
  lines: Line[];
  /** As the page shows it, its own title still at the end. */
  crumbs: string[];
  isObservation: boolean;
}

/** The answer of a quick look. */
export interface PageDetection {
  kind: PageKind;
  isObservation: boolean;
  /** Canonical as far as it can be told. */
  address: string;
}

type LookOptions = Pick<ReadingOptions, 'channels' | 'isSiteOn'> & { isVisible: IsVisible };

/** The quick look: is this an article, and is it one of an observation channel? */
export function detectPage(document: Document, address: string, options: LookOptions): PageDetection {
  const { kind, isObservation } = atOnce(lookAtPage(document, address, options));
  return { kind, isObservation, address: canonicalAddress(document, address) };
}

/**
 * The same on a site that the reader switched on, where every article is an observation and channels need no reading. It is what the script on
 * such sites runs, and a third smaller.
 */
export function detectOnSwitchedOnSite(
  document: Document,
  address: string,
  isVisible: IsVisible,
): PageDetection {
  const { kind } = judgeKind(pageTitle(document), address, readLines(bodyOf(document), isVisible));
  return { kind, isObservation: kind === 'article', address: canonicalAddress(document, address) };
}

/** Reads the lines and the breadcrumb, and judges the page by them. */
export function* lookAtPage(document: Document, address: string, options: LookOptions): Steps<PageOutlook> {
  const title = pageTitle(document);
  const lines = yield* linesBelow(bodyOf(document), options.isVisible);
  const crumbs = yield* findBreadcrumb(lines);
  const judgement = yield* judgeInSteps(title, address, lines);
  const channels = options.channels ?? OBSERVATION_CHANNELS;
  const isObservation =
    judgement.kind === 'article' &&
    (options.isSiteOn ||
      [...crumbs, ...(yield* categoriesOf(lines))].some((name) => isObservationChannel(name, channels)));
  return { ...judgement, title, lines, crumbs, isObservation: isObservation === true };
}

const bodyOf = (document: Document) => document.body ?? document.documentElement;

/** The values of 分类, 频道 and 栏目, in the label's own line or alone in the next. */
function* categoriesOf(lines: readonly Line[]): Steps<string[]> {
  return yield* flatMapInSteps(lines, ({ text }, index) => {
    const [, value] = /(?:分\s*类|频\s*道|栏\s*目)\s*[:：]\s*(\S*)/.exec(text.slice(0, 200)) ?? [];
    return value === undefined ? [] : [value || (lines[index + 1]?.text ?? '')];
  });
}
