import { BLOCK_BYTES, type Block } from './segment.ts';
import { VarintWriter } from './varints.ts';

/** Puts lists, given in the order of their keys, into blocks. */
export class BlockWriter {
  readonly #out = new VarintWriter(BLOCK_BYTES * 2);
  readonly #give: (block: Block) => void;
  #first = 0;
  #last = 0;

  constructor(give: (block: Block) => void) {
    this.#give = give;
  }

  put(key: number, list: Uint8Array): void {
    if (this.#out.length === 0) {
      this.#first = key;
      this.#last = key;
    }
    this.#out.put(key - this.#last);
    this.#out.put(list.length);
    this.#out.putBytes(list);
    this.#last = key;
    if (this.#out.length >= BLOCK_BYTES) this.end();
  }

  end(): void {
    if (this.#out.length === 0) return;
    this.#give({ first: this.#first, bytes: this.#out.copy() });
    this.#out.clear();
  }
}
