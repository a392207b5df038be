import { channelsOf } from './breadcrumb.ts';
import { findDate, parseMachineDate } from './dates.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import type { Label, LabelName } from './labels.ts';
import { namesIn } from './people.ts';
import type { Field } from './reading.ts';
import type { StructuredData } from './structured-data.ts';
import { foldText } from './title.ts';
import type { Line } from './visible-text.ts';

/** What the fields are read from. */
export interface FieldSources {
  address: string;
  lines: readonly Line[];
  labels: readonly Label[];
  data: StructuredData;
  title: string | null;
  /** Lines of the title (−1 without one) and of the body: metadata stands around them. */
  titleLine: number;
  from: number;
  to: number;
  now: number;
}

/** Metadata stands at most this many lines before the title, and after the text. */
const LINES_BEFORE = 12;
const LINES_AFTER = 14;

/** How near to the article a line stands: just above the text, just after it, or elsewhere (comments, sidebars). */
export function placeOf(
  { titleLine, from, to }: FieldSources,
  line: number,
): 'head' | 'tail' | 'body' | 'away' {
  const start = (titleLine >= 0 ? titleLine : from) - LINES_BEFORE;
  if (line >= start && line <= from) return 'head';
  if (line > from && line < to) return 'body';
  return line >= to && line < to + LINES_AFTER ? 'tail' : 'away';
}

const WORTH = { head: 0.95, tail: 0.75, body: 0.3, away: 0.35 };

export function labelled<T>(
  sources: FieldSources,
  name: LabelName,
  read: (value: string, label: Label) => T | null,
): FoundValue<T>[] {
  return sources.labels.flatMap((label) => {
    const line = sources.lines[label.valueLine];
    const value = label.name === name && label.value !== null ? read(label.value, label) : null;
    if (value === null || !line) return [];
    return [candidate(value, WORTH[placeOf(sources, label.line)], 'label', line.text, line.element)];
  });
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

export function readSource(sources: FieldSources): Field<string> {
  const { lines, now, data } = sources;
  const candidates = labelled(sources, 'source', sourceName);
  lines.forEach((line, index) => {
    if (placeOf(sources, index) !== 'head' || line.text.length > 80) return;
    const date = findDate(line.text, now);
    if (!date) return;
    // One line of metadata without labels: 某某报 2024-01-02 09:30. A name alone may stand in the line beside it.
    for (const near of [lines[index - 1], line, lines[index + 1]]) {
      if (!near || near.text.length > 80) continue;
      for (const word of near.text.split(/[\s|｜·/《》]+|(?:19|20)\d\d.*?(?:\d:\d\d(?::\d\d)?|日|$)/))
        if (MEDIUM.test(word))
          candidates.push(candidate(word, near === line ? 0.65 : 0.6, 'byline', near.text, near.element));
    }
  });
  if (data.source && data.source.length < 20)
    candidates.push(candidate(data.source, 0.55, 'meta', data.source));
  return chooseField(candidates);
}

/** Names of newspapers, agencies and sites, as they stand in bylines. */
const MEDIUM =
  /^[\p{Script=Han}A-Za-z0-9]{1,12}(?:报|网|社|刊|新闻|周刊|杂志|电视台|客户端|财经|在线|报道)$/u;

function sourceName(value: string): string | null {
  const name = value
    .replace(/\s*(?:(?:19|20)\d\d\s*[-/.年]|\d{1,2}[-月]\d|\d{1,2}[:：]\d\d).*$/, '')
    .replace(/^[《“"]|[》”"]$/g, '')
    .split(/\s+(?:[\d#|]|作者|编辑|记者|浏览|阅读|点击|字号|字体|大|打印|收藏)|\s{2,}|[|｜。;；]/)[0]
    ?.trim();
  return name && name.length < 30 && !/^(?:未知|网络|不详|互联网)$/.test(name) ? name : null;
}

export function readPublished(sources: FieldSources): Field<string> {
  const { lines, data, address, now, title, titleLine } = sources;
  const candidates = labelled(
    sources,
    'published',
    (value) => findDate(value.slice(0, 60), now)?.value ?? null,
  );
  const own = foldText(title ?? '');
  lines.forEach((line, index) => {
    const { text } = line;
    const place = placeOf(sources, index);
    const isTitle = own !== '' && foldText(text) === own;
    if (
      text.length > 120 ||
      isTitle ||
      (place !== 'head' && place !== 'tail') ||
      /截至|截止|[，。]/.test(text)
    )
      return;
    const date = findDate(text, now);
    // A date at the article's end is often the day it was written; one above the title often today's.
    const isAlone = date !== null && text.length - (date.to - date.from) < 40;
    if (!date || !isAlone) return;
    const isNear = Math.abs(index - titleLine) < 6 || sources.from - index < 6;
    const worth = place === 'tail' ? 0.52 : index < titleLine ? 0.65 : isNear ? 0.85 : 0.8;
    const isWhole = /(?:19|20)\d\d|[〇零○]/.test(text) && !/更新|修改/.test(text);
    candidates.push(
      candidate(date.value, isWhole ? worth : Math.min(worth, 0.6), 'byline', text, line.element),
    );
  });
  const named = data.published && parseMachineDate(data.published, now);
  if (named) candidates.push(candidate(named, 0.7, 'meta', data.published ?? ''));
  const inPath = /[/_-]((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|$)/.exec(
    address.slice(0, 300),
  );
  const day = inPath && findDate(inPath.slice(1).join('-'), now);
  if (day) candidates.push(candidate(day.value, 0.6, 'address', inPath[0]));
  return chooseField(candidates);
}

export function readUpdated(sources: FieldSources): Field<string> {
  const { data, now } = sources;
  const candidates = labelled(
    sources,
    'updated',
    (value) => findDate(value.slice(0, 60), now)?.value ?? null,
  );
  const named = data.updated && data.updated !== data.published ? parseMachineDate(data.updated, now) : null;
  if (named) candidates.push(candidate(named, 0.6, 'meta', data.updated ?? ''));
  return chooseField(candidates);
}

/** Shorter ones are leftovers of a template. */
const MIN_SUMMARY_LENGTH = 10;

export function readSummary(sources: FieldSources, text: string): Field<string> {
  const { data, title } = sources;
  const candidates = labelled(sources, 'summary', (value) =>
    value.length >= MIN_SUMMARY_LENGTH && value.length < 1500 ? value : null,
  );
  const named = data.summary ?? '';
  const folded = foldText(named);
  const isMachineMade =
    folded.includes(foldText(title ?? '').slice(0, 20)) ||
    foldText(text.slice(0, 3000)).includes(folded.slice(0, 30));
  if (folded.length > 20 && !isMachineMade) candidates.push(candidate(named, 0.55, 'meta', named));
  return chooseField(candidates);
}
