import { canonicalAddress } from './address.ts';
import { readAuthors } from './authors.ts';
import { findBody } from './body.ts';
import { buildBody } from './build-html.ts';
import { lookAtPage } from './detect-page.ts';
import { candidate, chooseField, emptyField } from './field.ts';
import { type FieldSources, readBreadcrumb, readCategory, readEditor, readSummary } from './fields.ts';
import { findPages } from './find-pages.ts';
import { baseAddress, resolveAddress } from './images.ts';
import { findLabels } from './labels.ts';
import { lengthsOf } from './lengths.ts';
import { readReprint, readSource } from './origin.ts';
import { findHeadings } from './outline.ts';
import { readPublished, readUpdated } from './published.ts';
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
import { readStructuredData, type StructuredData } from './structured-data.ts';
import { findTitle, withoutSite } from './title.ts';
import { inferVisibility, isHiddenByMarkup } from './visibility.ts';
import { withPages } from './with-pages.ts';

/**
 * Reads a page: what kind it is, its fields with where each was found, and its body written anew. Takes a live or a parsed document and the
 * address it came from; runs nothing of the page. Never throws: a page that can't be read is of kind `other`, with empty fields.
 */
export function readArticle(document: Document, address: string, options: ReadingOptions = {}): Reading {
  const reading = readOnePage(document, address, options);
  try {
    const pages = reading.kind === 'article' ? findPages(document, address) : null;
    return pages ? withPages(reading, pages) : reading;
  } catch {
    return reading;
  }
}

/** The same without a look at whether the article has other pages; `withPages` adds those. */
export function readOnePage(document: Document, address: string, options: ReadingOptions = {}): Reading {
  try {
    return readPage(document, address, options);
  } catch {
    // Foreign pages break every assumption sooner or later; the reader is told that there is no text.
    return emptyReading(address);
  }
}

function readPage(document: Document, address: string, options: ReadingOptions): Reading {
  const now = options.now ?? Date.now();
  const { isVisible } = options;
  const isSeen = isVisible
    ? (element: Element) => isVisible(element) && !isHiddenByMarkup(element)
    : inferVisibility(document);
  const isShown = (element: Element) => !isShadowed(element) && isSeen(element);
  const { lines, crumbs, kind, kindScore, isObservation } = lookAtPage(document, address, {
    ...options,
    isVisible: isShown,
  });
  const labels = findLabels(lines);
  const data = readStructuredData(document);
  const title = findTitle(document, lines, data, address);
  const root = document.body ?? document.documentElement;
  const found = findBody(lines, root, title.line, title.field.value, labels, now);
  const base = baseAddress(document, address);
  const body = buildBody(found, findHeadings(found.lines), base);
  const siteName = readSiteName(document, data);
  const sources: FieldSources = {
    address,
    lines,
    labels,
    data,
    scripts: readScripts(document),
    crumbs,
    title: title.field.value,
    siteWords: `${siteName.value ?? ''} ${document.title.slice(withoutSite(document.title, data).length)}`,
    titleLine: title.line,
    from: found.from,
    to: found.to,
    now,
    monthFirst: /^en(?:-us)?$/i.test(document.documentElement?.getAttribute('lang')?.trim() ?? ''),
  };
  const source = readSource(sources);
  const fields: ReadingFields = {
    title: title.field,
    category: readCategory(sources, crumbs),
    breadcrumb: readBreadcrumb(sources, crumbs),
    authors: readAuthors(sources),
    editor: readEditor(sources),
    source,
    isReprint: readReprint(sources, source, siteName.value),
    publishedAt: readPublished(sources),
    updatedAt: readUpdated(sources),
    summary: readSummary(sources, body.text),
    siteName,
    language: readLanguage(document, body.text),
    canonicalAddress: readAddress(document, address),
    leadImage: readLeadImage(data, body.images, base),
  };
  const lists = {
    outline: body.outline.slice(0, MAX_OUTLINE_ITEMS),
    images: body.images.slice(0, MAX_IMAGES),
  };
  return { kind, kindScore, isObservation, fields, ...body, ...lists, lengths: lengthsOf(body.text) };
}

function readSiteName(document: Document, data: StructuredData) {
  const { title } = document;
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

function readLanguage(document: Document, text: string) {
  const named = document.documentElement?.getAttribute('lang')?.trim();
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const isChinese = han > text.length * 0.2;
  const isNamed = named && /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(named) && /^zh/i.test(named) === isChinese;
  return chooseField([
    ...(isNamed ? [candidate(named, 0.9, 'meta', named)] : []),
    ...(isChinese ? [candidate('zh-CN', 0.7, 'body', text.slice(0, 40))] : []),
  ]);
}

function readAddress(document: Document, address: string) {
  const canonical = canonicalAddress(document, address);
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
    fields: {
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
    },
    html: '',
    text: '',
    outline: [],
    images: [],
    lengths: { characters: 0, minutes: 1 },
  };
}
