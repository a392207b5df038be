import { channelsOf } from './breadcrumb.ts';
import {
  CONFIDENCE_THRESHOLD,
  candidate,
  chooseField,
  type ElementOrSelector,
  type FoundValue,
  MAX_VALUE_LENGTH,
} from './field.ts';
import type { Label, LabelName } from './labels.ts';
import type { LineMakeup } from './line-makeup.ts';
import { namesIn } from './people.ts';
import type { Field } from './reading.ts';
import type { ScriptValues } from './script-values.ts';
import type { StructuredData } from './structured-data.ts';
import { foldText } from './title.ts';

/** What the fields ask of a line. */
export interface FieldLine {
  text: string;
  /** How many of the characters are inside links. */
  linked: number;
  /** The block it stands in. */
  element: ElementOrSelector;
}

/**
 * What the fields are read from: all that the page itself is needed for, so that they may be read elsewhere too (`pack-sources.ts`). Then lines
 * that no field asks for are absent.
 */
export interface FieldSources {
  address: string;
  lines: readonly FieldLine[];
  /** Of a line above the text, by its index. */
  makeupOf: (line: number) => LineMakeup;
  labels: readonly Label[];
  data: StructuredData;
  scripts: ScriptValues;
  /** The way from the home page, as it is shown. */
  crumbs: readonly string[];
  title: string | null;
  siteName: string | null;
  /** Words of the lines between title and text that are those of a menu as well. */
  menu: readonly string[];
  /** What names the site: its name, and what the document's title says besides the article's. */
  siteWords: string;
  /** Lines of the title (−1 without one) and of the body: metadata stands around them. */
  titleLine: number;
  from: number;
  to: number;
  now: number;
  /** Of 06/02/2022, whether 02 is the day. */
  monthFirst: boolean;
}

/** Metadata stands at most this many lines before the title, and after the text. */
const LINES_BEFORE = 12;
const LINES_AFTER = 14;
/** Where so many lines follow the title before the text, if there is one, they are no metadata. */
const MAX_HEAD_LINES = 400;

/** How near to the article a line stands: just above the text, just after it, or elsewhere (comments, sidebars). */
export function placeOf(
  { titleLine, from, to }: FieldSources,
  line: number,
): 'head' | 'tail' | 'body' | 'away' {
  const start = (titleLine >= 0 ? titleLine : from) - LINES_BEFORE;
  if (line >= start && line <= Math.min(from, start + MAX_HEAD_LINES)) return 'head';
  if (line > from && line < to) return 'body';
  return line >= to && line < to + LINES_AFTER ? 'tail' : 'away';
}

/**
 * How sure a labelled value is by its place. Reasoned, in steps that make one place win over another: above the text it is the article's;
 * below it may be a platform's; inside it is the subject of a sentence unless it opens or closes the text; elsewhere it is another article's.
 */
const WORTH = { head: 0.95, tail: 0.75, edge: 0.7, body: 0.3, away: 0.35 };
/** Lines of the text in which its writers may still be labelled, short ones. */
const EDGE_LINES = 3;
const MAX_EDGE_LENGTH = 60;
/** From so many on, labels of one kind are those of a thread's posts, or of a list's entries. */
const MIN_POSTS = 3;

export function labelled<T>(
  sources: FieldSources,
  name: LabelName,
  read: (value: string, label: Label) => T | null,
): FoundValue<T>[] {
  let unsure = 0;
  return sources.labels.flatMap((label) => {
    const line = sources.lines[label.valueLine];
    if (label.name !== name || label.value === null || !line) return [];
    const worth = worthOf(sources, label, line);
    if (worth < CONFIDENCE_THRESHOLD && ++unsure > MAX_UNSURE) return [];
    const value = read(label.value, label);
    return value === null ? [] : [candidate(value, worth, 'label', line.text, line.element)];
  });
}

/** So many labels elsewhere are looked at; a field keeps the first few of them. */
const MAX_UNSURE = 200;

function worthOf(sources: FieldSources, label: Label, { text }: FieldLine): number {
  const { from, to, labels } = sources;
  const place = placeOf(sources, label.line);
  const isEdge = label.line < from + EDGE_LINES || label.line >= to - EDGE_LINES;
  if (place === 'body' && isEdge && text.length < MAX_EDGE_LENGTH) return WORTH.edge;
  // A thread whose posts are all above what was taken for the text: the first opened it.
  const isOfIts = ({ name }: Label) => name === label.name;
  const isFirst = place === 'away' && label.line < from && labels.find(isOfIts) === label;
  return isFirst && labels.filter(isOfIts).length >= MIN_POSTS ? 0.55 : WORTH[place];
}

export function readCategory(sources: FieldSources, crumbs: readonly string[]): Field<string> {
  const candidates = labelled(sources, 'category', (value) =>
    value.length < 20 ? (value.replace(/^[[【]|[\]】]$/g, '').split(/\s+(?=\d)/)[0] ?? null) : null,
  );
  const last = channelsOf(crumbs, sources.title).at(-1);
  if (last && !/首页|主页/.test(last))
    candidates.push(candidate(last, 0.8, 'breadcrumb', crumbs.join(' › ')));
  if (sources.data.section)
    candidates.push(candidate(sources.data.section, 0.55, 'structured-data', sources.data.section));
  return chooseField(candidates);
}

export function readBreadcrumb(sources: FieldSources, crumbs: readonly string[]): Field<string[]> {
  const shown = channelsOf(crumbs, sources.title);
  const named = channelsOf(sources.data.breadcrumb, sources.title);
  return chooseField([
    ...(shown.length > 0 ? [candidate(shown, 0.9, 'breadcrumb', crumbs.join(' › '))] : []),
    ...(named.length > 0 ? [candidate(named, 0.6, 'structured-data', named.join(' › '))] : []),
  ]);
}

export function readEditor(sources: FieldSources): Field<string> {
  return chooseField(
    labelled(sources, 'editor', (value) => {
      const names = namesIn(value.replace(/[_\s]*[A-Z]{1,3}\d+$/, ''));
      return names.length > 0 && value.length < 40 ? names.join('、') : null;
    }).map((found) => ({ ...found, confidence: Math.max(found.confidence, 0.5) })),
  );
}

/** Shorter ones are leftovers of a template. */
const MIN_SUMMARY_LENGTH = 10;

export function readSummary(sources: FieldSources, text: string): Field<string> {
  const { data, title } = sources;
  const candidates = labelled(sources, 'summary', (value) =>
    value.length >= MIN_SUMMARY_LENGTH && value.length < 1500 ? value : null,
  );
  const named = (data.summary ?? '').slice(0, MAX_VALUE_LENGTH);
  const folded = foldText(named);
  const isMachineMade =
    folded.includes(foldText(title ?? '').slice(0, 20)) ||
    foldText(text.slice(0, 3000)).includes(folded.slice(0, 30));
  if (folded.length > 20 && !isMachineMade) candidates.push(candidate(named, 0.55, 'meta', named));
  return chooseField(candidates);
}
