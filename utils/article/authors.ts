import { findDate } from './dates.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import { type FieldSources, labelled, placeOf } from './fields.ts';
import { isPersonName, namesIn } from './people.ts';
import type { Field } from './reading.ts';
import { foldText } from './title.ts';

/** Reporters are named within so many lines of the text's beginning and end. */
const EDGE_LINES = 3;

/** Who wrote it: labelled names, bylines, reporters named in the text, and named authors whom the page also shows. Right, or empty. */
export function readAuthors(sources: FieldSources): Field<string[]> {
  return chooseField([...labelledAuthors(sources), ...bylineAuthors(sources), ...namedAuthors(sources)]);
}

function labelledAuthors(sources: FieldSources): FoundValue<string[]>[] {
  return labelled(sources, 'author', (value, { word }) => {
    const names = namesIn(value);
    // 记者： and 文： also open the lines of an interview.
    const isByline =
      names.length > 0 && value.length < 60 && (/作者|撰|采写/.test(word) || value.length < 20);
    return isByline ? names : null;
  });
}

const NAMES = '([\\p{Script=Han}·\\s、]{2,30}?)';
const AFTER_NAMES = '(?:\\s*(?:通讯员|实习生|摄影|[/／]|\\s[文摄]).*|\\s+\\S*报道.*|报道.*)?';
/** （记者 某某）, in the first or last sentence. */
const IN_BRACKETS = new RegExp(
  `[（(](?:.{0,10}?记者)\\s*${NAMES}(?:\\s*(?:通讯员|实习生|摄影).*?)?[)）]`,
  'u',
);
/** 某某报记者 某某 某某, alone in its line. */
const REPORTER = new RegExp(`^.{0,10}?(?:记者|实习生)\\s*${NAMES}${AFTER_NAMES}$`, 'u');
/** 作者 某某; □ 某某. */
const WRITER = new RegExp(`^(?:[□■◎●○◇]\\s*|(?:作者|撰文|文)\\s+)${NAMES}$`, 'u');

function bylineAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const { lines, from, to, now } = sources;
  const found: FoundValue<string[]>[] = [];
  let reporters: { line: number; names: string[] } | null = null;
  for (let index = Math.max(0, from - 40); index < Math.min(lines.length, to + 20); index++) {
    const line = lines[index];
    const place = placeOf(sources, index);
    const isEdge = place === 'body' && (index < from + EDGE_LINES || index >= to - EDGE_LINES);
    if (!line?.text || place === 'away' || (place === 'body' && !isEdge)) continue;
    const { text } = line;
    const add = (names: string[], confidence: number) => {
      if (names.length > 0)
        found.push(candidate(names, confidence, place === 'head' ? 'byline' : 'body', text, line.element));
    };
    const reporting = text.length < 60 ? peopleIn(REPORTER.exec(text)?.[1]) : [];
    if (reporting.length > 0) {
      // Reporters and interns stand in lines of their own, one below the other.
      const names: string[] = reporters?.line === index - 1 ? [...reporters.names, ...reporting] : reporting;
      add(names, 0.7 + names.length * 0.001);
      reporters = { line: index, names };
    }
    add(peopleIn(IN_BRACKETS.exec(`${text.slice(0, 120)}\n${text.slice(-60)}`)?.[1]), 0.7);
    add(peopleIn(WRITER.exec(text.slice(0, 60))?.[1]), 0.65);
    if (place === 'head' && text.length < 60) add(peopleBesideDate(sources, index, now), 0.6);
  }
  return found;
}

const peopleIn = (text: string | undefined) => (text ? namesIn(text).filter(isPersonName) : []);

/** Full names that stand by themselves in the line of the date, or alone in a line below the title: 某某/某某报, [ 某某 ] 2024-01-02. */
function peopleBesideDate({ lines, titleLine, from }: FieldSources, index: number, now: number): string[] {
  const text = lines[index]?.text ?? '';
  const words = text.split(/[\s|｜·/[\]【】（）()]+/);
  const isBelowTitle = titleLine >= 0 && index > titleLine && index <= from && index <= titleLine + 3;
  const isAlone =
    isBelowTitle && words.length < 4 && words.every((word) => isPersonName(word) || /[报网社刊]$/.test(word));
  if (!isAlone && (index < titleLine || findDate(text, now) === null)) return [];
  return words.filter(isPersonName);
}

/** Authors in meta elements and JSON-LD are often the site, its editor or its template's: they count where the reader sees the name as well. */
function namedAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const { data, lines, from, to } = sources;
  const site = foldText(data.siteName ?? '');
  const near = lines
    .slice(Math.max(0, from - 15), from + EDGE_LINES)
    .concat(lines.slice(Math.max(from, to - EDGE_LINES), to + 10));
  const names = data.authors.flatMap(namesIn).filter((name) => {
    const isMedium =
      foldText(name) === site || /[网报社刊]$/.test(name) || foldText(name) === foldText(data.source ?? '');
    const isName = /\p{Script=Han}/u.test(name) ? isPersonName(name) : true;
    return (
      !isMedium &&
      isName &&
      near.some(
        ({ text }) =>
          text.includes(name) &&
          text.length < 400 &&
          !/[编责]\S{0,3}[:：]/.test(text) &&
          !/来源\s*[:：]/.test(text.slice(0, text.indexOf(name))),
      )
    );
  });
  return names.length > 0 ? [candidate(names, 0.6, 'meta', data.authors.join(' '))] : [];
}
