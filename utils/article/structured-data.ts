import type { NamedElements } from './named-elements.ts';

/** What the page says about itself for machines: JSON-LD and meta elements. Nothing of it is trusted before a reader's view agrees. */
export interface StructuredData {
  title: string | null;
  authors: string[];
  published: string | null;
  updated: string | null;
  section: string | null;
  summary: string | null;
  source: string | null;
  image: string | null;
  siteName: string | null;
  breadcrumb: string[];
}

const ARTICLE_TYPE = /Article|Posting|Report|WebPage/;
/** Larger blocks hold product catalogues or page state, not a description of an article. */
const MAX_JSON_CHARACTERS = 500_000;
const MAX_NODES = 500;

/** In order of trust. Publishers, Dublin Core, government sites (the norm of 2017 for their pages), search engines. */
const PUBLISHED = [
  'article:published_time',
  'og:release_date',
  'bytedance:published_time',
  'weibo:article:create_at',
  'datePublished',
  'PubDate',
  'publishdate',
  'publish_time',
  'publish-date',
  '_pubtime',
  'apub:time',
  'og:time',
  'parsely-pub-date',
  'dcterms.created',
  'DC.date.issued',
  'DC.date',
  'dateCreated',
  'article_date_original',
];
const UPDATED = [
  'article:modified_time',
  'og:updated_time',
  'bytedance:updated_time',
  'weibo:article:update_at',
  'dateModified',
  'dateUpdate',
  'lastmod',
];

export function readStructuredData(elements: NamedElements): StructuredData {
  const meta = metaReader(elements);
  const first = (names: readonly string[]) => names.map(meta).find((value) => value !== null) ?? null;
  const nodes = jsonNodes(elements);
  // Search engines in China read a block of their own, without a type, by these names.
  const articles = nodes.filter((node) => 'pubDate' in node || ARTICLE_TYPE.test(typeOf(node)));
  const article = articles.find((node) => !/WebPage/.test(typeOf(node))) ?? articles[0] ?? {};
  const metaAuthors = [meta('author'), meta('article:author'), meta('og:article:author')].flatMap((name) =>
    name && !/^https?:/.test(name) ? [name] : [],
  );
  const named = namesOf(article.author);
  return {
    title:
      textOf(article.headline) ??
      first(['og:title', 'twitter:title', 'ArticleTitle']) ??
      textOf(article.title),
    authors: named.length > 0 ? named : metaAuthors.slice(0, 1),
    published: textOf(article.datePublished) ?? textOf(article.pubDate) ?? first(PUBLISHED),
    updated: textOf(article.dateModified) ?? textOf(article.upDate) ?? first(UPDATED),
    section: textOf(article.articleSection) ?? first(['article:section', 'og:article:section', 'ColumnName']),
    summary: first(['description', 'og:description']),
    source: first(['ContentSource', 'source', 'mediaid']),
    image: meta('og:image') ?? textOf(article.image),
    siteName: first(['og:site_name', 'SiteName', 'application-name']),
    breadcrumb: breadcrumbOf(nodes),
  };
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function metaReader(elements: NamedElements): (name: string) => string | null {
  const values = new Map<string, string>();
  for (const element of elements.getElementsByTagName('meta')) {
    const name =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content')?.trim();
    if (name && content && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), content);
  }
  return (name) => values.get(name.toLowerCase()) ?? null;
}

/** Every object of the page's JSON-LD, `@graph` and lists opened. Broken JSON counts as absent. */
export function jsonNodes(elements: NamedElements): Node[] {
  const nodes: Node[] = [];
  for (const script of elements.getElementsByTagName('script')) {
    if (script.getAttribute('type')?.toLowerCase() !== 'application/ld+json') continue;
    const text = script.textContent ?? '';
    if (text.length > MAX_JSON_CHARACTERS) continue;
    const waiting: unknown[] = [parseJson(text)];
    while (waiting.length > 0 && nodes.length < MAX_NODES) {
      const value = waiting.shift();
      if (Array.isArray(value)) waiting.push(...value.slice(0, MAX_NODES));
      else if (isNode(value)) {
        nodes.push(value);
        if (Array.isArray(value['@graph'])) waiting.push(value['@graph']);
      }
    }
  }
  return nodes;
}

function parseJson(text: string): unknown {
  try {
    // Line breaks inside strings and a comma too many are the commonest mistakes in such blocks.
    return JSON.parse(text.replace(/[\r\n\t]+/g, ' ').replace(/,\s*(?=[}\]])/g, ''));
  } catch {
    return null;
  }
}

const typeOf = (node: Node) => [node['@type']].flat().map(textOf).join(' ');

function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value.trim() || null;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return textOf(value[0]);
  if (isNode(value)) return textOf(value.name ?? value.url ?? null);
  return null;
}

function namesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.slice(0, 20).flatMap(namesOf);
  if (isNode(value) && textOf(value['@type']) === 'Organization') return [];
  const name = isNode(value) ? textOf(value.name) : textOf(value);
  return name && !/^https?:/.test(name) ? [name] : [];
}

function breadcrumbOf(nodes: readonly Node[]): string[] {
  const list = nodes.find((node) => textOf(node['@type']) === 'BreadcrumbList')?.itemListElement;
  if (!Array.isArray(list)) return [];
  return list.slice(0, 20).flatMap((entry) => {
    const name = isNode(entry) ? (textOf(entry.name) ?? textOf(entry.item)) : null;
    return name ? [name] : [];
  });
}
