export interface Peer {
  add(id: number, text: string): void;
  search(text: string): number[];
}

/** Set up as their documents advise for Chinese. */
export const PEERS: Record<string, () => Peer>;
