import * as z from 'zod/mini';
import type { ReadingOptions } from '../../../utils/article/reading.ts';
import type { Peer } from '../reading-peers/peers.mjs';
import type { Extraction } from './extraction.ts';
import { loadPeers } from './load-peers.ts';
import type { OpenPage } from './open-page.ts';
import { readOurs } from './our-reader.ts';
import { textBelow } from './tokens.ts';

/** One that reads pages: a step that is timed, with one before and one after that are not. */
export interface Reader {
  name: string;
  /** Makes a document that nobody else has touched into what is read; gives the reading, which gives what was found. */
  open(document: Document, address: string): () => Promise<() => Extraction>;
}

export function ourReader(options: ReadingOptions): Reader {
  return {
    name: 'ours',
    open: (document, address) => async () => {
      const found = readOurs(document, address, options);
      return () => found;
    },
  };
}

export async function otherReaders(openPage: OpenPage): Promise<Reader[]> {
  const { peers } = await loadPeers(console.log);
  return peers.map((peer) => readerOf(peer, openPage));
}

/** Others answer with text, nothing, or something else where the page surprised them. */
const textSchema = z.catch(z.nullable(z.string()), null);

function readerOf(peer: Peer, openPage: OpenPage): Reader {
  return {
    name: peer.name,
    open(document, address) {
      const isArticle = peer.isArticle?.(document) ?? null;
      const prepared = peer.prepare(document, address);
      return async () => {
        const found = await peer.read(prepared, address);
        return () => {
          const author = textSchema.parse(found.author);
          const html = textSchema.parse(found.html);
          return {
            isArticle,
            title: textSchema.parse(found.title),
            authors: author ? [author] : null,
            source: textSchema.parse(found.source),
            publishedAt: textSchema.parse(found.publishedAt),
            category: null,
            text: html ? textOf(html, openPage) : '',
          };
        };
      };
    },
  };
}

function textOf(html: string, openPage: OpenPage): string {
  const { document, close } = openPage(`<!doctype html><body>${html}`, 'about:blank');
  const text = textBelow(document.body);
  close();
  return text;
}
