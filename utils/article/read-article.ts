import { canonicalAddress } from './address.ts';
import { findBody, gatherText } from './body.ts';
import { buildBody, type Pen } from './build-body.ts';
import { HAN } from './characters.ts';
import { lookAtPage } from './detect-page.ts';
import { candidate, chooseField, emptyField, MAX_VALUE_LENGTH } from './field.ts';
import type { FieldSources } from './fields.ts';
import { findPages } from './find-pages.ts';
import type { RulesShelf } from './further-rules.ts';
import { baseAddress, resolveAddress } from './images.ts';
import { findLabels, type Label } from './labels.ts';
import { lengthsOf } from './lengths.ts';
import { makeupOf } from './line-makeup.ts';
import { menuWords } from './menu-words.ts';
import { type NamedElements, namedElements, WITH_LINKS } from './named-elements.ts';
import { findHeadings } from './outline.ts';
import { type GatheredFields, readFields } from './read-fields.ts';
import {
  MAX_IMAGES,
  MAX_OUTLINE_ITEMS,
  type Reading,
  type ReadingFields,
  type ReadingImage,
  type ReadingOptions,
} from './reading.ts';
import { readScripts } from './script-values.ts';
import { isShadowed } from './shadowed.ts';
import { readSpacedText } from './spaced-text.ts';
import { atOnce, type Steps } from './steps.ts';
import { readStructuredData, type StructuredData } from './structured-data.ts';
import { isBehindPicture } from './text-end.ts';
import { findTitle, withoutSite } from './title.ts';
import { inferVisibility, isHiddenByMarkup } from './visibility.ts';
import type { IsVisible, Line } from './visible-text.ts';
import { withPages } from './with-pages.ts';
import { htmlPen } from './write-html.ts';

/** What a caller brings to a reading, so that scripts in pages load no more than they use. */
interface ReadingMeans {
  shelf: RulesShelf;
  /** Reads the fields that need no page; without it they are empty. */
  readFields?: (sources: FieldSources, text: string) => Steps<GatheredFields>;
  /** Writes the body's HTML, relative addresses from `base` on; without it the HTML is empty. */
  penFor?: (base: string) => Pen;
}

/** A reading, and what its fields are read from; null where nothing could be read. */
export interface GatheredReading {
  reading: Reading;
  sources: FieldSources | null;
}

/**
 * Reads a page: what kind it is, its fields with where each was found, and its body written anew. Takes a live or a parsed document and the
 * address it came from; runs nothing of the page. Never throws: a page that can't be read is of kind `other`, with empty fields.
 */
export function readArticle(document: Document, address: string, options: ReadingOptions = {}): Reading {
  return atOnce(readInSteps(document, address, options));
}

/** The same with interruptions. */
export function readInSteps(
  document: Document,
  address: string,
  options: ReadingOptions = {},
): Steps<Reading> {
  return readWithRules(document, address, options, ALL_RULES);
}

/** The same with the rules of a shelf, which brings those that the article needs; where they can't be had it is read without them. */
export function* readWithRules(
  document: Document,
  address: string,
  options: ReadingOptions,
  shelf: RulesShelf,
): Steps<Reading> {
  const { isVisible } = options;
  const visibility = (elements: NamedElements) =>
    isVisible ? alsoByMarkup(isVisible) : inferVisibility(document, elements);
  const means = { shelf, readFields, penFor: htmlPen };
  const elements = namedElements(document, WITH_LINKS);
  const { reading } = yield* readQuietly({ document, elements, address, options, visibility, means });
  try {
    const pages = reading.kind === 'article' ? findPages(elements, address) : null;
    return pages ? withPages(reading, pages) : reading;
  } catch {
    return reading;
  }
}

type ShownOptions = ReadingOptions & { isVisible: IsVisible };

/** The same where layout exists, without HTML, and without a look at whether the article has other pages, which `withPages` adds. */
export function readShown(document: Document, address: string, options: ShownOptions): Reading {
  return atOnce(readShownWithRules(document, address, options, ALL_RULES));
}

/** The same with interruptions, and the rules of a shelf. */
export function* readShownWithRules(
  document: Document,
  address: string,
  options: ShownOptions,
  shelf: RulesShelf,
): Steps<Reading> {
  const visibility = () => alsoByMarkup(options.isVisible);
  const means = { shelf, readFields };
  const elements = namedElements(document);
  const { reading } = yield* readQuietly({ document, elements, address, options, visibility, means });
  return reading;
}

/**
 * The part of that which needs the page, and much less to load: `completeReading` adds the fields that can be read elsewhere. Rules that an article
 * needs and the shelf hasn't are brought, where the steps are waited for; where they can't be had it is read without them.
 */
export function gatherReading(
  document: Document,
  address: string,
  options: ShownOptions,
  shelf: RulesShelf,
): Steps<GatheredReading> {
  const visibility = () => alsoByMarkup(options.isVisible);
  const elements = namedElements(document);
  return readQuietly({ document, elements, address, options, visibility, means: { shelf } });
}

const ALL_RULES: RulesShelf = { rules: { spaced: readSpacedText } };

function alsoByMarkup(isVisible: IsVisible): IsVisible {
  return (element) => isVisible(element) && !isHiddenByMarkup(element);
}

interface PageToRead {
  document: Document;
  elements: NamedElements;
  address: string;
  options: ReadingOptions;
  visibility: (elements: NamedElements) => IsVisible;
  means: ReadingMeans;
}

function* readQuietly(page: PageToRead): Steps<GatheredReading> {
  try {
    return yield* readPage(page, page.visibility(page.elements));
  } catch {
    // Foreign pages break every assumption sooner or later; the reader is told that there is no text.
    return { reading: emptyReading(page.address), sources: null };
  }
}

function* readPage(
  { document, address, options, means, elements }: PageToRead,
  isSeen: IsVisible,
): Steps<GatheredReading> {
  const now = options.now ?? Date.now();
  const isShown = (element: Element) => !isShadowed(element) && isSeen(element);
  const {
    title: pageTitle,
    lines,
    crumbs,
    kind,
    kindScore,
    isObservation,
  } = yield* lookAtPage(document, address, {
    ...options,
    isVisible: isShown,
  });
  const labels = yield* findLabels(lines);
  const data = readStructuredData(elements);
  yield;
  const title = findTitle(pageTitle, lines, data, address);
  const gathered = yield* gatherText(lines, document.body ?? document.documentElement, title.line);
  const { shelf } = means;
  if (kind === 'article' && gathered && !gathered.isWide && !shelf.rules.spaced)
    yield shelf.bring?.('spaced');
  const known = { title: title.field.value, labels, now, readSpaced: shelf.rules.spaced };
  const found = yield* findBody(lines, gathered, known);
  const base = baseAddress(elements, address);
  const headings = yield* findHeadings(found.lines);
  const body = yield* buildBody(found, headings, base, means.penFor?.(base) ?? null);
  const shown = pageTitle.slice(0, MAX_VALUE_LENGTH);
  const siteName = readSiteName(shown, data);
  yield;
  const sources: FieldSources = {
    address,
    lines,
    makeupOf: (index) => makeupOf(lines[index]),
    labels: labels.filter((label) => !isOfPicture(lines, label, found.from)),
    data,
    scripts: readScripts(elements),
    crumbs,
    title: title.field.value,
    siteName: siteName.value,
    menu: menuWords(lines, title.line, found.from),
    siteWords: `${siteName.value ?? ''} ${shown.slice(withoutSite(shown, data).length)}`,
    titleLine: title.line,
    from: found.from,
    to: found.to,
    now,
    monthFirst: /^en(?:-us)?$/i.test(document.documentElement?.getAttribute('lang')?.trim() ?? ''),
  };
  yield;
  const fields: ReadingFields = {
    ...emptyFields(address),
    title: title.field,
    ...(means.readFields ? yield* means.readFields(sources, body.text) : {}),
    siteName,
    language: readLanguage(document, body.text),
    canonicalAddress: readAddress(document, address, elements),
    leadImage: readLeadImage(data, body.images, base),
  };
  const lists = {
    outline: body.outline.slice(0, MAX_OUTLINE_ITEMS),
    images: body.images.slice(0, MAX_IMAGES),
  };
  const lengths = lengthsOf(body.text);
  return { reading: { kind, kindScore, isObservation, fields, ...body, ...lists, lengths }, sources };
}

/** 来源：某某 right behind a picture of the text says whose that is. */
function isOfPicture(lines: readonly Line[], { name, line }: Label, from: number): boolean {
  return name === 'source' && line >= from && isBehindPicture(lines, line);
}

function readSiteName(title: string, data: StructuredData) {
  const rest = title.slice(withoutSite(title, data).length).replace(/^[\s_|｜丨\-–—·»]+/, '');
  const last = rest
    .split(/[_|｜丨]|-{2,}|\s+[-–—]\s+/)
    .at(-1)
    ?.trim();
  return chooseField([
    ...(data.siteName ? [candidate(data.siteName, 0.8, 'meta', data.siteName)] : []),
    ...(last && last.length < 20 ? [candidate(last, 0.6, 'document-title', title)] : []),
  ]);
}

/** Of the text, in UTF-16 units. */
const ENOUGH_TO_TELL = 2_000;
const EACH_HAN = new RegExp(`[${HAN}]`, 'g');

function readLanguage(document: Document, text: string) {
  const named = document.documentElement?.getAttribute('lang')?.trim();
  const start = text.slice(0, ENOUGH_TO_TELL);
  const han = start.match(EACH_HAN)?.length ?? 0;
  const isChinese = han > start.length * 0.2;
  const isNamed = named && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(named) && /^zh/i.test(named) === isChinese;
  return chooseField([
    ...(isNamed ? [candidate(named, 0.9, 'meta', named)] : []),
    ...(isChinese ? [candidate('zh-CN', 0.7, 'body', text.slice(0, 40))] : []),
  ]);
}

function readAddress(document: Document, address: string, elements: NamedElements) {
  const canonical = canonicalAddress(document, address, elements);
  return chooseField([candidate(canonical, 0.9, canonical === address ? 'address' : 'meta', canonical)]);
}

function readLeadImage(data: StructuredData, images: readonly ReadingImage[], base: string) {
  const named = data.image && resolveAddress(data.image, base);
  const first = images[0];
  return chooseField([
    ...(first ? [candidate(first.address, 0.8, 'body', first.alternative)] : []),
    ...(named ? [candidate(named, 0.7, 'meta', named)] : []),
  ]);
}

function emptyReading(address: string): Reading {
  return {
    kind: 'other',
    kindScore: 0,
    isObservation: false,
    fields: emptyFields(address),
    html: '',
    text: '',
    outline: [],
    images: [],
    lengths: { characters: 0, minutes: 1 },
  };
}

function emptyFields(address: string): ReadingFields {
  return {
    title: emptyField(),
    category: emptyField(),
    breadcrumb: emptyField(),
    authors: emptyField(),
    editor: emptyField(),
    source: emptyField(),
    isReprint: emptyField(),
    publishedAt: emptyField(),
    updatedAt: emptyField(),
    summary: emptyField(),
    siteName: emptyField(),
    language: emptyField(),
    canonicalAddress: chooseField([candidate(address, 0.9, 'address', address)]),
    leadImage: emptyField(),
  };
}
