import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { installPeers } from '../install-peers.ts';
import type { openDocument, Peer } from '../reading-peers/peers.mjs';

interface Peers {
  peers: Peer[];
  openDocument: typeof openDocument;
}

/** The others, installed on the first run. Native parts of theirs are not built: each has a way without. */
export async function loadPeers(say: (line: string) => void): Promise<Peers> {
  const folder = await installPeers('reading-peers', say, ['--ignore-scripts']);
  return await import(pathToFileURL(join(folder, 'peers.mjs')).href);
}
