/** Other readers of pages under one interface, and the documents that they are given. Each gets a document of its own, or the same page as HTML where it takes nothing else. */
import { createRequire } from 'node:module';
import { extractFromHtml } from '@extractus/article-extractor';
import readability from '@mozilla/readability';
import parser from '@postlight/parser';
import { load } from 'cheerio';
import { DefuddleClass } from 'defuddle/node';
import { parseHTML } from 'linkedom';
import { parse, serialize } from 'parse5';

const require = createRequire(import.meta.url);
const metascraper = require('metascraper')(
  ['author', 'date', 'description', 'image', 'lang', 'publisher', 'title', 'url'].map((rule) =>
    require(`metascraper-${rule}`)(),
  ),
);

const { Readability, isProbablyReaderable } = readability;

/** A linkedom document of what parse5 makes of the HTML, as a browser would. */
export function openDocument(html, address) {
  const { document } = parseHTML(serialize(parse(html)), { location: new URL(address) });
  // Readability asks for both, and resolves links by them.
  for (const name of ['baseURI', 'documentURI']) Object.defineProperty(document, name, { value: address });
  return document;
}

export const peers = [
  {
    name: 'readability',
    isArticle: (document) => isProbablyReaderable(document),
    prepare: (document) => document,
    read(document) {
      const found = new Readability(document).parse();
      return {
        title: found?.title,
        author: found?.byline,
        source: found?.siteName,
        publishedAt: found?.publishedTime,
        html: found?.content,
      };
    },
  },
  {
    name: 'defuddle',
    prepare: (document) => document,
    read(document, address) {
      const found = new DefuddleClass(document, { url: address }).parse();
      return {
        title: found.title,
        author: found.author,
        source: found.site,
        publishedAt: found.published,
        html: found.content,
      };
    },
  },
  {
    name: 'extractus',
    prepare: (document) => document.documentElement.outerHTML,
    async read(html, address) {
      const found = await extractFromHtml(html, address);
      return {
        title: found?.title,
        author: found?.author,
        source: found?.source,
        publishedAt: found?.published,
        html: found?.content,
      };
    },
  },
  {
    name: 'postlight',
    prepare: (document) => document.documentElement.outerHTML,
    async read(html, address) {
      const found = await parser.parse(address, { html, fetchAllPages: false });
      return {
        title: found.title,
        author: found.author,
        publishedAt: found.date_published,
        html: found.content,
      };
    },
  },
  {
    name: 'metascraper',
    prepare: (document, address) => load(document.documentElement.outerHTML, { baseURI: address }),
    async read(htmlDom, address) {
      const found = await metascraper({ url: address, htmlDom });
      return {
        title: found.title,
        author: found.author,
        source: found.publisher,
        publishedAt: found.date,
      };
    },
  },
];
