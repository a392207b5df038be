export interface Peer {
  name: string;
  /** Its own quick test, where it has one. */
  isArticle?: (document: Document) => boolean;
  /** What it reads, made of a document that is its own. */
  prepare: (document: Document, address: string) => unknown;
  read: (prepared: unknown, address: string) => PeerFindings | Promise<PeerFindings>;
}

export interface PeerFindings {
  title?: unknown;
  author?: unknown;
  source?: unknown;
  publishedAt?: unknown;
  html?: unknown;
}

export const peers: Peer[];

export function openDocument(html: string, address: string): Document;
