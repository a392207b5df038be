import { HAN } from './characters.ts';
import { findDate } from './dates.ts';
import { isPersonName, namesIn } from './people.ts';

/** Who is named as the writer by the form of a line, and how sure that form is. */
export interface Byline {
  names: string[];
  /** 0–1. */
  confidence: number;
}

const REPORTER_WORD = '(?:记者|通讯员|实习生|特派员|评论员|(?:特约|专栏)作者|撰稿人?|撰文|采写|[执主]笔)';
const NAMES = `([${HAN}·•・\\s、，]{2,36}?)`;
/** A second role behind the first names: its people wrote as well. */
const MORE = `(?:\\s*[、，/／|｜]?\\s*(?:见习|实习|本报|特约)?(?:记者|通讯员|实习生)\\s*[:：]?\\s*${NAMES})?`;
const REST =
  '(?:(?:\\s+|\\s*[、，/／|｜]\\s*)(?:摄影|图|文字?|文并摄|编辑|编译|整理|视频|制图|责编).*|\\s+\\S{0,6}(?:报道|综合|发自|电|整理).*|(?:摄影|综合)?报道.*|\\s*[/／].*)?';
const LEAD = '[\\s□■◎●○◇◆▲△★☆►▶※*＊（(【\\[—-]*';
const SHOT = /(?:摄|供图|制图|摄影|图)[)）】\]]?\s*$/;
/** 文/图, 文、图, 图文, 文并摄: who wrote it took the pictures as well. */
const WROTE_AND_SHOT =
  /(?:文字?\s*[/／、并和&]?\s*(?:图片?|摄影?)|(?:图片?|摄影?)\s*[/／、]?\s*文)(?=\s*(?:[:：/／|｜丨]|[)）】\]]?\s*$))/;

/** 本报记者 某某 通讯员 某某, alone in its line. */
const REPORTER = /* @__PURE__ */ new RegExp(
  `^${LEAD}[^，。：:]{0,14}?${REPORTER_WORD}\\s*[:：|｜丨/]?\\s*${NAMES}${MORE}${REST}[)）】\\]]?$`,
);
/** 作者 某某; 《某刊》作者 某某; □ 某某; 文 | 某某. */
const WRITER = /* @__PURE__ */ new RegExp(
  `^(?:[□■◎●○◇◆▲△★☆]\\s*|[（(【\\[]?(?:《[^》]{2,12}》|\\S{0,8}?)(?:作者|撰文|文字?|撰稿)(?:\\s+|\\s*[:：|｜丨/／]\\s*))${NAMES}(?:\\s+(?:编辑|图|校对|来源|责编|出品|摄影)?.*|\\s*[|｜/／丨].*)?[)）】\\]]?$`,
);
/** By Jane Doe, with and Jane Roe; a day or an office may follow. */
const BY = /^(?:written\s+)?by:?\s+/i;
const AFTER_NAMES = /[\s,|·-]+(?:on|at|published|updated|posted|(?:senior |contributing )?staff\b.*)$/i;
const BY_NAMES =
  /^((?:\p{LC}[\p{L}'’.-]*(?:\s+|$)){2,4}(?:(?:,|[Aa][Nn][Dd]|&)\s+(?:\p{LC}[\p{L}'’.-]*(?:\s+|$)){2,4})?)(?=[|,·\d]|$)/u;
/** 某某/文, （某某 文）. */
const WRITTEN = /* @__PURE__ */ new RegExp(
  `^[（(]?${NAMES}\\s*(?:[/／|｜]\\s*文|\\s文|撰文|撰稿|采写)[)）]?(?:\\s.*)?$`,
);
const SIGNED = /* @__PURE__ */ new RegExp(`^(?:[—–-]{1,3}|──+)\\s*${NAMES}$`);

/** Within brackets. */
const IN_BRACKETS: [pattern: RegExp, confidence: number][] = [
  [
    /* @__PURE__ */ new RegExp(`^[^，。：:]{0,14}?${REPORTER_WORD}\\s*[:：]?\\s*${NAMES}${MORE}${REST}$`),
    0.72,
  ],
  [
    /* @__PURE__ */ new RegExp(
      `^(?:本文)?(?:作者|文|撰文|撰稿)\\s*[:：|｜丨/／为系是]?\\s*${NAMES}(?:[，,。；;\\s|｜/／].*)?$`,
    ),
    0.7,
  ],
  [/* @__PURE__ */ new RegExp(`^${NAMES}\\s*(?:[/／]\\s*文|撰文|撰稿|采写|\\s文)$`), 0.65],
  // （某某 某地报道）
  [/* @__PURE__ */ new RegExp(`^${NAMES}\\s+\\S{2,6}(?:报道|电|发自\\S*|综合报道)$`), 0.62],
];
/** 记者某某从…获悉 tells who wrote; 记者某某说 tells of somebody. Only with an agency's or newspaper's dateline before it. */
const DATELINE = /* @__PURE__ */ new RegExp(
  `^.{0,12}(?:讯|电|消息|报道)\\s*[（(]?\\s*[^，。：:]{0,10}?记者\\s*${NAMES}(?:[)）]|\\s*(?:报道|从|获悉|摄影报道)|[,，])`,
);
const BRACKETS = /[（(【[]([^（()）【】[\]]{2,60})[)）】\]]/g;
/** Where in a line bylines in brackets stand. */
const HEAD_CHARACTERS = 130;
const TAIL_CHARACTERS = 90;

/** Names by the form of a line of its own: short, above the text, or at its edge. */
export function bylinesOfLine(line: string): Byline[] {
  const text = line.length > 70 ? '' : line.replace(WROTE_AND_SHOT, '文');
  if (!text || SHOT.test(text)) return [];
  const found: Byline[] = [];
  const reporter = REPORTER.exec(text);
  if (reporter) add(found, 0.7, reporter[1], reporter[2]);
  const said = BY.exec(text)?.[0];
  const by = said && BY_NAMES.exec(namesBefore(text.slice(said.length)))?.[1];
  if (by) found.push({ names: namesIn(by), confidence: 0.66 });
  const writer = WRITER.exec(text);
  if (writer) add(found, 0.66, writer[1]);
  const written = WRITTEN.exec(text);
  if (written) add(found, 0.64, written[1]);
  return found;
}

function namesBefore(text: string): string {
  const date = findDate(text, Date.now());
  return text.slice(0, date?.from).trim().replace(AFTER_NAMES, '');
}

/** A dash and a name, or a name alone: how an essay is signed. Names alone are less sure in the text than below the title. */
export function signatureOf(text: string): string[] {
  const signed = SIGNED.exec(text.slice(0, 40))?.[1] ?? text;
  return text.length < 30 ? peopleIn(signed, false) : [];
}

/** Names within the first or the last paragraph of the text: in brackets, or behind a dateline. */
export function bylinesInText(text: string, isLast: boolean): Byline[] {
  const found: Byline[] = [];
  const dateline = DATELINE.exec(text.slice(0, HEAD_CHARACTERS));
  if (dateline) add(found, 0.66, dateline[1]);
  for (const match of text.matchAll(BRACKETS)) {
    const isAtEnd = text.length - match.index - match[0].length < 4;
    const isAtEdge = match.index < HEAD_CHARACTERS || text.length - match.index < TAIL_CHARACTERS;
    const content = (match[1] ?? '').trim().replace(WROTE_AND_SHOT, '文');
    if (!isAtEdge || SHOT.test(content)) continue;
    for (const [pattern, confidence] of IN_BRACKETS) {
      const inside = pattern.exec(content);
      if (inside) add(found, confidence, inside[1], inside[2]);
    }
    // （某某） closes the text.
    const closing = isLast && isAtEnd && match.index > 0 ? peopleIn(content, false) : [];
    if (closing.length > 0) found.push({ names: closing, confidence: 0.58 });
  }
  return found;
}

function add(found: Byline[], confidence: number, ...texts: (string | undefined)[]): void {
  const names = [...new Set(texts.flatMap((text) => peopleIn(text, true)))];
  if (names.length > 0) found.push({ names, confidence });
}

/** The people up to what is none: 记者 某某 某地 is a sentence that goes on. */
function peopleIn(text: string | undefined, isAnnounced: boolean): string[] {
  if (!text?.trim()) return [];
  const names = namesIn(text.replace(/，/g, '、'));
  const end = names.findIndex((name) => !isPersonName(name, isAnnounced));
  return end < 0 ? names : names.slice(0, end);
}
