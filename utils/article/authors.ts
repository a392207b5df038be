import { type BylineWord, wordsBesideDate } from './byline-words.ts';
import { bylinesInText, bylinesOfLine, signatureOf } from './bylines.ts';
import { IS_HAN } from './characters.ts';
import { findDate } from './dates.ts';
import { candidate, chooseField, type FoundValue } from './field.ts';
import { type FieldSources, labelled, placeOf } from './fields.ts';
import type { Label } from './labels.ts';
import { isMedium } from './media.ts';
import { isPersonName, isSpoken, namesIn, peopleAlone } from './people.ts';
import { postAuthors } from './posts.ts';
import type { Field } from './reading.ts';
import { foldText } from './title.ts';

/** Reporters are named within so many lines of the text's beginning and end; in a line of their own also below a summary. */
const EDGE_LINES = 3;
const SUMMARY_LINES = 8;

/**
 * Who wrote it: labelled names, bylines, reporters named in the text, the opener of a thread, and named authors whom the page also shows.
 * Right, or empty. Editors are no authors; they are offered among the other candidates, as some pages call their writers so.
 */
export function readAuthors(sources: FieldSources): Field<string[]> {
  return chooseField([
    ...labelledAuthors(sources),
    ...bylineAuthors(sources),
    ...postAuthors(sources),
    ...authorsBesideDate(sources),
    ...namedAuthors(sources),
    ...otherNames(sources),
  ]);
}

function labelledAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const authors = writers(sources);
  const posters = labelled(sources, 'poster', (value, { word }) => {
    const names = namesIn(value.split(/\s/)[0] ?? '');
    // Members are called as they like; who put an article up is a person, or an office.
    const isMember = /会员|用户/.test(word) && !isMedium(names[0] ?? '');
    return names.length > 0 && value.length < 60 && (isMember || names.every(isAnnouncedName)) ? names : null;
  }).map((found) => ({ ...found, confidence: found.confidence * 0.6 }));
  // 来源：某某, where a person's name stands behind it.
  const named = labelled(sources, 'source', (value) => {
    const name = value.split(/[\s|｜]/)[0] ?? '';
    return isPersonName(name) ? [name] : null;
  }).map((found) => ({ ...found, confidence: 0.56 }));
  // 发文机关：… of a notice.
  const issuers = labelled(sources, 'issuer', (value) => (value.length < 40 ? [value] : null)).map(
    (found) => ({
      ...found,
      confidence: Math.min(found.confidence, 0.6),
    }),
  );
  return [...authors, ...posters, ...named, ...issuers];
}

const isAnnouncedName = (name: string) => isPersonName(name, true);

/** Labelled writers. Several labels beside each other, or in lines one below the other, name them together: 记者：某某 通讯员：某某. */
function writers(sources: FieldSources): FoundValue<string[]>[] {
  let before: { line: number; names: string[] } | null = null;
  const joined = new Set<string[]>();
  const found = labelled(sources, 'author', (value, label) => {
    const names = writersIn(value, label, sources.now);
    if (names.length === 0 || !names.every(isAnnouncedName)) {
      before = null;
      return names.length > 0 ? names : null;
    }
    const isNext = before !== null && label.line - before.line < 2;
    const all = [...new Set([...(isNext && before ? before.names : []), ...names])];
    if (all.length > names.length) joined.add(all);
    before = { line: label.valueLine, names: all };
    return all;
  });
  return found.map((one) => ({
    ...one,
    confidence: one.confidence + (joined.has(one.value) ? one.value.length * 0.001 : 0),
  }));
}

/** Where a person is named, what stands beside is their office or a tool of the page. */
function writersIn(value: string, { word }: Label, now: number): string[] {
  // These also open the lines of an interview.
  if (isSpoken(word)) return value.length < 60 ? peopleAlone(value) : [];
  const told = value
    .slice(0, findDate(value, now)?.from)
    .replace(/[\s|｜丨]*(?:发布|发表|更新|编辑)[于:：]?\s*$/, '');
  const names = namesIn(told);
  const people = names.filter(isAnnouncedName);
  // 供稿： is followed by a body as often.
  if (people.length > 0 || /稿$/.test(word)) return people;
  return told.length < 60 && (/作者|撰|采写|主|人|者/.test(word) || told.length < 20) ? names : [];
}

function bylineAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const { lines, titleLine, from, to } = sources;
  const found: FoundValue<string[]>[] = [];
  let reporters: { line: number; names: string[] } | null = null;
  for (let index = Math.max(0, from - 40); index < Math.min(lines.length, to + 20); index++) {
    const line = lines[index];
    const place = placeOf(sources, index);
    const isFirst = place !== 'tail' && index >= from && index < from + EDGE_LINES;
    const isLast = index >= to - EDGE_LINES && index < to + EDGE_LINES;
    const isInside = place === 'body' && !isFirst && !isLast;
    if (!line?.text || place === 'away' || (isInside && index >= from + SUMMARY_LINES)) continue;
    // Above the title stand other articles and menus.
    if (index < titleLine || line.linked > line.text.length / 2) continue;
    const { text } = line;
    const add = (names: string[], confidence: number) =>
      found.push(candidate(names, confidence, place === 'head' ? 'byline' : 'body', text, line.element));
    for (const { names, confidence } of bylinesOfLine(text)) {
      // Reporters and interns stand in lines of their own, one below the other.
      const all: string[] =
        reporters?.line === index - 1 ? [...new Set([...reporters.names, ...names])] : names;
      // Above the text a byline is surer than a label below it, which may name who posted it again.
      add(all, confidence + (place === 'head' ? 0.1 : 0) + all.length * 0.001);
      reporters = { line: index, names: all };
    }
    if (isFirst || isLast)
      for (const { names, confidence } of bylinesInText(text, index >= to - 1 || !lines[index + 1]))
        add(names, confidence);
    const signed =
      isLast || isFirst || (index > titleLine && index <= from && index <= titleLine + 3)
        ? signatureOf(text)
        : [];
    if (signed.length > 0 && signed.join('').length > text.replace(/[\s\p{P}]/gu, '').length - 1)
      add(signed, index <= from ? 0.62 : isFirst ? 0.58 : 0.54);
  }
  return found;
}

/** An account has a name of its own rather than a word (商讯). */
const MIN_ACCOUNT_LENGTH = 4;

/**
 * A person or an account beside the date. A medium there is the source, and any other word an account only where nothing else names
 * an author or a source, and where it isn't the site.
 */
function authorsBesideDate(sources: FieldSources): FoundValue<string[]>[] {
  const words = wordsBesideDate(sources);
  const people = words.filter(
    (word) => isPersonName(word.text) && (word.text.length > 2 || isAnnounced(word, words)),
  );
  const near = people.filter(({ line }) => line === people[0]?.line);
  const [first] = near;
  const found: FoundValue<string[]>[] = [];
  if (first)
    found.push(
      candidate(
        near.map(({ text }) => text),
        0.6,
        'byline',
        first.line.text,
        first.element,
      ),
    );
  const own = words.filter(({ isSameLine }) => isSameLine);
  const isNamed =
    sources.labels.some(
      ({ name, line }) =>
        /author|source/.test(name) && placeOf(sources, line) !== 'away' && line < sources.from,
    ) ||
    sources.labels.some(
      ({ name, word, line }) => name === 'author' && /作者/.test(word) && placeOf(sources, line) === 'tail',
    );
  const isSite = (name: string) => foldText(sources.siteWords).includes(foldText(name));
  for (const { text, isAccount, isSameLine, isLinked, line, element } of words) {
    const isAlone = isSameLine && own.length === 1 && text.length >= MIN_ACCOUNT_LENGTH && !isLinked;
    const worth =
      isAccount === 'author' || (isAccount && !isMedium(text))
        ? isMedium(text)
          ? 0.52
          : 0.57
        : isAlone && !isNamed && !isMedium(text) && !isSite(text)
          ? 0.52
          : isSameLine
            ? 0.42
            : 0.35;
    found.push(candidate([text], worth, 'byline', line.text, element));
  }
  return found;
}

/** Words of two characters (文旅) begin with a surname's as often as names do, unless something beside them says that they name somebody. */
const isAnnounced = ({ isAccount, line }: BylineWord, words: readonly BylineWord[]) =>
  isAccount !== null ||
  /记者|通讯员|来源/.test(line.text) ||
  words.some((other) => other.line === line && isMedium(other.text));

/** Authors in meta elements and JSON-LD are often the site, its editor or its template's: they count where the reader sees the name as well. */
function namedAuthors(sources: FieldSources): FoundValue<string[]>[] {
  const { data, lines, from, to } = sources;
  const site = foldText(data.siteName ?? '');
  const near = lines
    .slice(Math.max(0, from - 15), from + EDGE_LINES)
    .concat(lines.slice(Math.max(from, to - EDGE_LINES), to + 10));
  const all = data.authors.flatMap(namesIn);
  const names = all.filter((name) => {
    const isPublisher =
      foldText(name) === site || /[网报社刊]$/.test(name) || foldText(name) === foldText(data.source ?? '');
    const isName = IS_HAN.test(name) ? isPersonName(name) : true;
    return (
      !isPublisher &&
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
  const words = data.authors.join(' ');
  return [
    ...(names.length > 0 ? [candidate(names, 0.6, 'meta', words)] : []),
    ...(all.length > 0 ? [candidate(all, 0.4, 'meta', words)] : []),
  ];
}

function otherNames(sources: FieldSources): FoundValue<string[]>[] {
  return labelled(sources, 'editor', (value) => {
    const names = namesIn(value).filter((name) => isPersonName(name));
    return names.length > 0 && value.length < 40 ? names : null;
  }).map((found) => ({ ...found, confidence: 0.3 }));
}
