import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as z from 'zod/mini';
import type { ReadingOptions } from '../../../utils/article/reading.ts';
import { installPeers } from '../install-peers.ts';
import type { Peer } from '../reading-peers/peers.mjs';
import type { Extraction } from './extraction.ts';
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

/** The others, installed on the first run. Native parts of theirs are not built: each has a way without. */
export async function otherReaders(say: (line: string) => void): Promise<Reader[]> {
  const folder = await installPeers('reading-peers', say, ['--ignore-scripts']);
  const { peers }: { peers: Peer[] } = await import(pathToFileURL(join(folder, 'peers.mjs')).href);
  return peers.map(readerOf);
}

/** Others answer with text, nothing, or something else where the page surprised them. */
const textSchema = z.catch(z.nullable(z.string()), null);

function readerOf(peer: Peer): Reader {
  return {
    name: peer.name,
    open(document, address) {
      const isArticle = peer.isArticle?.(document) ?? null;
      const { DOMParser } = document.defaultView ?? globalThis;
      const prepared = peer.prepare(document);
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
            text: html ? textBelow(new DOMParser().parseFromString(html, 'text/html').body) : '',
          };
        };
      };
    },
  };
}
