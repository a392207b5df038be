import { type DateOptions, type FoundDate, findDate, parseMachineDate } from './dates.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import { type FieldSources, labelled, placeOf } from './fields.ts';
import type { Field } from './reading.ts';
import { foldText } from './title.ts';

/** Lines after the text in which its own date may stand. Further down are comments and other articles. */
const LINES_AFTER = 4;
/** Pages with more are lists of what was published. */
const MAX_LABELS = 500;
/** Characters beside a date that stands by itself. */
const MAX_BESIDE = 40;
const UPDATED = /更新|修改|updated|modified/i;
const POSTED = /(?:发[表布]?|张贴|提交|刊登)(?:于|时间|日期)|张贴\s*@|post(?:ed)?\s*(?:on|at|by)|published/i;
/** Dates of something else. */
const OTHER_DATES =
  /截至|截止|有效期|报名|注册|加入|版权|copyright|©|备案|许可证|最后(?:登录|回复|发表|编辑)|回复于|(?:建立|创建|成立)(?:于|时间|日期)?|今天是|现在是|农历|[，。]|joined|registered|expires/i;

/** The last line of what was taken from a periodical names it with its issue: ——《刊名》2003年5月号, (原载《刊名》1998年第3期). No day stands there. */
const ISSUE = /^(?:[(（]?(?:原载|转自|摘自|选自|载)|[—–―-]{1,3})[于:：\s]*《[^》]{2,20}》[,，\s]*/;

/**
 * When it was published, to the precision of the page: labelled, beside the title, at the end of the text; for machines in meta elements, scripts
 * and the address. A date without a year takes it from one of those for machines that names the same day. Sources that agree on the day
 * strengthen each other: each halves the doubt that is left.
 */
export function readPublished(sources: FieldSources): Field<string> {
  const machine = machineDates(sources);
  const shown = [...labelledDates(sources, 'published', machine), ...standingDates(sources, machine)];
  const written = labelled(sources, 'written', (value) => dateOf(sources, value, machine)?.value ?? null);
  const others = [
    ...written.map((found) => ({ ...found, confidence: Math.min(found.confidence, 0.6) })),
    // Where the page shows an updated time alone, that is what there is.
    ...labelledDates(sources, 'updated', machine).map((found) => ({ ...found, confidence: 0.5 })),
  ];
  const all = [...shown, ...machine, ...others];
  const places = new Map<string, Set<FoundValue<string>['source']>>();
  for (const { value, source } of all)
    if (value.length > 9) places.set(dayOf(value), (places.get(dayOf(value)) ?? new Set()).add(source));
  return chooseField(
    all.map((found) => {
      const agreeing = (places.get(dayOf(found.value))?.size ?? 1) - 1;
      return { ...found, confidence: 1 - (1 - found.confidence) * 0.5 ** Math.min(agreeing, 2) };
    }),
  );
}

export function readUpdated(sources: FieldSources): Field<string> {
  const { data, scripts, now } = sources;
  const machine = machineDates(sources);
  const candidates = labelledDates(sources, 'updated', machine);
  sources.lines.forEach((line, index) => {
    const date =
      placeOf(sources, index) === 'head' && line.text.length < 60 && UPDATED.test(line.text)
        ? dateOf(sources, line.text, machine)
        : null;
    if (date) candidates.push(candidate(date.value, 0.6, 'byline', line.text, line.element));
  });
  const named = data.updated && data.updated !== data.published ? parseMachineDate(data.updated, now) : null;
  if (named) candidates.push(candidate(named, 0.6, 'meta', data.updated ?? ''));
  const scripted = scripts.updated && parseMachineDate(scripts.updated, now);
  if (scripted) candidates.push(candidate(scripted, 0.45, 'structured-data', scripts.updated ?? ''));
  return chooseField(candidates);
}

const dayOf = (value: string) => value.slice(0, 10);

function labelledDates(
  sources: FieldSources,
  name: 'published' | 'updated',
  machine: readonly FoundValue<string>[],
) {
  const named = sources.labels.filter((label) => label.name === name).slice(0, MAX_LABELS);
  return named.flatMap((label) => {
    const [found] = labelled({ ...sources, labels: [label] }, name, (value) => {
      const date = dateOf(sources, value.slice(0, 60), machine, { months: true });
      return date && date.from < 12 ? date : null;
    });
    if (!found) return [];
    const { value: date } = found;
    const confidence =
      date.isYearGuessed || isRelative(date, found.text)
        ? Math.min(found.confidence, 0.62)
        : found.confidence;
    return [{ ...found, value: date.value, confidence }];
  });
}

/** Dates that stand by themselves in a line above the text, as its last line, or right after it. */
function standingDates(sources: FieldSources, machine: readonly FoundValue<string>[]): FoundValue<string>[] {
  const { lines, title, titleLine, from, to } = sources;
  const own = foldText(title ?? '');
  return lines.flatMap((line, index) => {
    const { text, linked } = line;
    const place = placeOf(sources, index);
    if (place === 'away' || text.length > 120 || text.length < 4) return [];
    const isEnd = place === 'tail' ? index < to + LINES_AFTER : place === 'body' && index >= to - 2;
    const isPosted = (place !== 'body' || isEnd || index < from + 3) && POSTED.test(text);
    // Posts on terminals begin with lines of their own: 发信站: …
    const isStart = place === 'body' && isPosted && index < from + 3;
    if ((place !== 'head' && !isEnd && !isStart) || OTHER_DATES.test(text)) return [];
    // A headline and its date belong to another article.
    if ((linked > (isEnd ? 3 : text.length / 2) && !isPosted) || (own !== '' && foldText(text) === own))
      return [];
    const date = dateOf(sources, text, machine, { months: isEnd && ISSUE.test(text) });
    if (!date || text.length - (date.to - date.from) >= MAX_BESIDE) return [];
    // Of the last lines of the text only a date alone closes it.
    const beside = text.replace(ISSUE, '').length - (date.to - date.from);
    if (place === 'body' && !isStart && beside > 6) return [];
    // A date at the article's end is often the day it was written; one above the title often today's.
    const isNear = Math.abs(index - titleLine) < 6 || from - index < 6;
    const isAbove = index < titleLine;
    const worth = (isEnd ? 0.52 : isAbove ? 0.62 : isNear ? 0.85 : 0.8) + (isPosted ? 0.04 : 0);
    const isWeak = date.isYearGuessed || isRelative(date, text) || UPDATED.test(text);
    return [candidate(date.value, isWeak ? Math.min(worth, 0.6) : worth, 'byline', text, line.element)];
  });
}

const isRelative = ({ from, to }: FoundDate, text: string) =>
  !/\d{1,2}[-/.月]\d|[〇零○]/.test(text.slice(from, to));

/** Reads a date; one without a year takes that of a date for machines with the same month and day. */
function dateOf(
  { now, monthFirst }: FieldSources,
  text: string,
  machine: readonly FoundValue<string>[],
  options: DateOptions = {},
): FoundDate | null {
  const date = findDate(text, now, { monthFirst, ...options });
  if (!date?.isYearGuessed) return date;
  const same = machine.find(({ value }) => value.slice(4, 10) === date.value.slice(4, 10));
  return same ? { ...date, value: same.value.slice(0, 4) + date.value.slice(4), isYearGuessed: false } : date;
}

const IN_PATH =
  /[/_-](?:t|art_?)?((?:19|20)\d\d)[-/_]?(0[1-9]|1[0-2])[-/_]?(0[1-9]|[12]\d|3[01])(?=[/_.-]|\d{6}(?!\d)|$)/i;

function machineDates({ data, scripts, address, now }: FieldSources): FoundValue<string>[] {
  const found: FoundValue<string>[] = [];
  const add = (text: string | null, confidence: number, source: FoundValue<string>['source']) => {
    const value = text === null ? null : parseMachineDate(text, now);
    if (value !== null && text !== null) found.push(candidate(value, confidence, source, text));
  };
  add(data.published, 0.7, 'meta');
  add(scripts.published, 0.62, 'structured-data');
  const path = IN_PATH.exec(address.replace(/^\w+:\/\/[^/]*/, '').slice(0, 300));
  if (path) add(path.slice(1).join('-'), 0.6, 'address');
  if (data.updated !== data.published) add(data.updated, 0.4, 'meta');
  return found;
}
