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

const ARTICLE_TYPE = /Article|BlogPosting|Report|WebPage/;
/** Larger blocks hold product catalogues or page state, not a description of an article. */
const MAX_JSON_CHARACTERS = 500_000;
const MAX_NODES = 500;

export function readStructuredData(document: Document): StructuredData {
  const meta = metaReader(document);
  const nodes = jsonNodes(document);
  const articles = nodes.filter((node) => ARTICLE_TYPE.test(textOf(node['@type']) ?? ''));
  const article = articles.find((node) => !/WebPage/.test(textOf(node['@type']) ?? '')) ?? articles[0] ?? {};
  const metaAuthors = [meta('author'), meta('article:author'), meta('og:article:author')].flatMap((name) =>
    name && !/^https?:/.test(name) ? [name] : [],
  );
  return {
    title: textOf(article.headline) ?? meta('og:title') ?? meta('twitter:title') ?? meta('ArticleTitle'),
    authors: namesOf(article.author).length > 0 ? namesOf(article.author) : metaAuthors.slice(0, 1),
    published:
      textOf(article.datePublished) ??
      meta('article:published_time') ??
      meta('og:release_date') ??
      meta('weibo:article:create_at') ??
      meta('publishdate') ??
      meta('pubdate') ??
      meta('PubDate') ??
      meta('datePublished'),
    updated:
      textOf(article.dateModified) ??
      meta('article:modified_time') ??
      meta('og:updated_time') ??
      meta('weibo:article:update_at'),
    section: textOf(article.articleSection) ?? meta('article:section') ?? meta('og:article:section'),
    summary: meta('description') ?? meta('og:description'),
    source: meta('ContentSource') ?? meta('source') ?? meta('mediaid'),
    image: meta('og:image') ?? textOf(article.image),
    siteName: meta('og:site_name') ?? meta('SiteName') ?? meta('application-name'),
    breadcrumb: breadcrumbOf(nodes),
  };
}

type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function metaReader(document: Document): (name: string) => string | null {
  const values = new Map<string, string>();
  for (const element of document.querySelectorAll('meta')) {
    const name =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const content = element.getAttribute('content')?.trim();
    if (name && content && !values.has(name.toLowerCase())) values.set(name.toLowerCase(), content);
  }
  return (name) => values.get(name.toLowerCase()) ?? null;
}

/** Every object of the page's JSON-LD, `@graph` and lists opened. Broken JSON counts as absent. */
export function jsonNodes(document: Document): Node[] {
  const nodes: Node[] = [];
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
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
    // Line breaks inside strings are the commonest mistake in such blocks.
    return JSON.parse(text.replace(/[\r\n\t]+/g, ' '));
  } catch {
    return null;
  }
}

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
