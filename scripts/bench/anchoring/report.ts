import { LISTED_EDITS } from './edits.ts';
import { quantile, type Tally, tally } from './tally.ts';
import { OURS, type Trial } from './try-edits.ts';

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
