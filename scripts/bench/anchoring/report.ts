import { LISTED_EDITS } from './edits.ts';
import { type BrowserFigures, CHARACTERS, MARKS } from './in-browser.ts';
import { LOST_MARKS, SCROLLED_MARKS, type ScrollFigures } from './scrolling.ts';
import { quantile, type Tally, tally } from './tally.ts';
import { OURS, type Trial, WITH_KEPT_TEXT } from './try-edits.ts';

export interface Group {
  title: string;
  rows: { name: string; tally: Tally }[];
}

export interface Figure {
  key: string;
  text: string;
  value: number;
  unit: string;
  /** What it is to be, in words. */
  aim: string;
}

const LENGTHS: { name: string; least: number; most: number }[] = [
  { name: '4-9 characters', least: 4, most: 9 },
  { name: '10-31', least: 10, most: 31 },
  { name: '32-99', least: 32, most: 99 },
  { name: '100-200', least: 100, most: 200 },
];

/** Ours by edit, by set, by length and by half, and everyone over the listed edits. */
export function groupsOf(trials: Trial[]): Group[] {
  const ours = trials.filter(({ engine }) => engine === OURS);
  const listed = ours.filter(isListed);
  const shorts = listed.filter(isShort);
  return [
    group('edits', ours, ({ edit }) => edit),
    group('listed edits, by set', listed, ({ page }) => page.set),
    group('listed edits, by length', listed, lengthOf),
    group('listed edits, by half of the pages', listed, ({ page }) => page.half),
    group(
      '  further edits',
      ours.filter((trial) => !isListed(trial)),
      ({ page }) => page.half,
    ),
    group(
      '  alone and with the kept text',
      trials.filter((trial) => !isListed(trial) && [OURS, WITH_KEPT_TEXT].includes(trial.engine)),
      ({ engine }) => engine,
    ),
    group('4-9 characters', shorts, (trial) => (trial.isChanged ? 'one or more changed' : 'unchanged')),
    group('listed edits, Chinese pages', trials.filter(isListed).filter(isChinese), ({ engine }) => engine),
    group(
      'listed edits, other pages',
      trials.filter(isListed).filter((trial) => !isChinese(trial)),
      ({ engine }) => engine,
    ),
  ];
}

function group(title: string, trials: Trial[], by: (trial: Trial) => string): Group {
  const rows = Map.groupBy(trials, by);
  return { title, rows: [...rows].map(([name, of]) => ({ name, tally: tally(of) })) };
}

/** What the project aims at, and the same of the peers. */
export function figuresOf(trials: Trial[]): Figure[] {
  const engines = [...new Set(trials.map(({ engine }) => engine))];
  return engines.flatMap((engine) => {
    const own = trials.filter((trial) => trial.engine === engine);
    if (engine === WITH_KEPT_TEXT) return witnessFigures(own);
    return engine === OURS ? ourFigures(own) : peerFigures(engine, own);
  });
}

function ourFigures(trials: Trial[]): Figure[] {
  const listed = trials.filter(isListed);
  const rewritten = tally(listed.filter(({ edit }) => edit === 'rewrite'));
  const shorts = listed.filter(isShort);
  const short = tally(shorts);
  const changed = tally(shorts.filter((trial) => trial.isChanged));
  const times = listed.map(({ milliseconds }) => milliseconds);
  return [
    ...([true, false] as const).flatMap((ofChinese) => {
      const all = tally(listed.filter((trial) => isChinese(trial) === ofChinese));
      const [key, pages] = ofChinese ? ['chinese', 'Chinese pages'] : ['other', 'other pages'];
      return [
        figure(`${key}_exact`, `${pages}: exactly right`, all.exact, '%', '>= 98.5'),
        figure(`${key}_exact_place`, '  exactly right, called found or doubtful', all.exactPlace, '%', ''),
        figure(`${key}_wrong`, '  a wrong place shown as found', all.wrong, '%', '<= 0.3'),
        figure(`${key}_ghost`, `  gone (${all.gone}), yet called found`, all.ghost, '%', '<= 1'),
      ];
    }),
    figure(
      'rewrite_right',
      'rewritten: exact or doubtful',
      rewritten.exact + rewritten.doubtful,
      '%',
      '>= 95',
    ),
    figure('rewrite_exact_place', '  exactly right, called found or doubtful', rewritten.exactPlace, '%', ''),
    figure('rewrite_wrong', '  wrong', rewritten.wrong + rewritten.doubtfulWrong, '%', '<= 1'),
    figure('short_exact', '4-9 characters: exactly right', short.exact, '%', '>= 97'),
    figure('short_exact_place', '  exactly right, called found or doubtful', short.exactPlace, '%', ''),
    figure('short_wrong', '  wrong', short.wrong, '%', '<= 0.3'),
    figure(
      'short_changed_right',
      `  changed (${changed.left}): the right place`,
      changed.exactPlace,
      '%',
      '>= 90',
    ),
    figure('mark_median_ms', 'one mark on a page that was read, median', quantile(times, 0.5), 'ms', '<= 1'),
    figure('mark_p95_ms', '  p95', quantile(times, 0.95), 'ms', '<= 10'),
  ];
}

/** A thousand exact quotes on a page of a million characters, in Chromium. */
export function browserFigures({ all, read, anchor, paint, found }: BrowserFigures): Figure[] {
  return [
    figure(
      'anchor_all_ms',
      `${MARKS} exact quotes on ${CHARACTERS} characters, in Chromium`,
      all,
      'ms',
      '<= 50',
    ),
    figure(
      'anchor_all_anchor_ms',
      '  the passages found, the reading of the page included',
      anchor,
      'ms',
      '',
    ),
    figure('anchor_all_read_ms', '  the reading of the page alone', read, 'ms', ''),
    figure('anchor_all_paint_ms', '  their marks painted', paint, 'ms', ''),
    figure('anchor_all_found', '  passages found', found, '', `${MARKS}`),
  ];
}

export function scrollFigures({ scrolling, bare, opening, changing }: ScrollFigures): Figure[] {
  const marks = `${SCROLLED_MARKS} marks on a page`;
  return [
    figure(
      'scroll_longest_task_ms',
      `${marks}, the longest task while scrolling`,
      scrolling.longest,
      'ms',
      '<= 50',
    ),
    figure('scroll_bare_longest_task_ms', '  the same page without marks', bare.longest, 'ms', ''),
    figure('scroll_total_ms', '  all tasks while scrolling', scrolling.total, 'ms', ''),
    figure('scroll_bare_total_ms', '  without marks', bare.total, 'ms', ''),
    figure('open_longest_task_ms', '  the longest task while the page opens', opening.longest, 'ms', ''),
    figure(
      'change_longest_task_ms',
      `  the longest task while ${LOST_MARKS} of them are lost and the page changes`,
      changing.longest,
      'ms',
      '<= 50',
    ),
    figure('change_total_ms', '  all tasks meanwhile', changing.total, 'ms', ''),
  ];
}

/** Of what the kept text can help with: passages around which everything was written anew; and of what it must not: deleted ones. */
function witnessFigures(trials: Trial[]): Figure[] {
  const around = tally(trials.filter(({ edit }) => edit === 'around'));
  const all = tally(trials);
  return [
    figure(
      'kept_around_place',
      'with the kept text, all around rewritten: right',
      around.exactPlace,
      '%',
      '',
    ),
    figure('kept_around_lost', '  lost', around.orphan, '%', ''),
    figure('kept_ghost', `  gone (${all.gone}), yet called found`, all.ghost, '%', ''),
  ];
}

function peerFigures(engine: string, trials: Trial[]): Figure[] {
  const key = engine.replace(/\W+/g, '_').replace(/^_/, '');
  const listed = trials.filter(isListed);
  const all = tally(listed);
  const times = listed.map(({ milliseconds }) => milliseconds);
  return [
    figure(`${key}_exact`, `${engine}: exactly right`, all.exact, '%', ''),
    figure(`${key}_wrong`, '  a wrong place shown as found', all.wrong, '%', ''),
    figure(`${key}_ghost`, '  gone, yet called found', all.ghost, '%', ''),
    figure(
      `${key}_median_ms`,
      '  one mark, the reading of the page included, median',
      quantile(times, 0.5),
      'ms',
      '',
    ),
    figure(`${key}_p95_ms`, '  p95', quantile(times, 0.95), 'ms', ''),
  ];
}

function isListed({ edit }: Trial): boolean {
  return edit in LISTED_EDITS;
}

function isShort({ length }: Trial): boolean {
  return length <= 9;
}

function isChinese({ page }: Trial): boolean {
  return page.isChinese;
}

function lengthOf({ length }: Trial): string {
  return LENGTHS.find(({ least, most }) => length >= least && length <= most)?.name ?? '';
}

function figure(key: string, text: string, value: number, unit: string, aim: string): Figure {
  return { key, text, value, unit, aim };
}
