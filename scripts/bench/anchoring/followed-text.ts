/**
 * The characters of a page, each followed by identity while the page is edited: a passage is where its characters went. A character that is put in the
 * place of another is followed as the same, a new one as none, and a copy is new.
 */
export class FollowedText {
  readonly #ids = new Map<Text, Int32Array>();
  readonly #next: number;

  /** Follows what stands in this root now. */
  constructor(root: Element) {
    let next = 0;
    for (const node of textNodes(root)) {
      const from = next;
      this.#ids.set(
        node,
        Int32Array.from({ length: node.length }, (_, at) => from + at),
      );
      next += node.length;
    }
    this.#next = next;
  }

  /** How many characters are followed: their ids are the numbers below. */
  get size(): number {
    return this.#next;
  }

  /** Ids of a node's characters, `NEW` where they were not on the page at first. */
  idsOf(node: Text): Int32Array {
    return this.#ids.get(node) ?? new Int32Array(node.length).fill(NEW);
  }

  /** A state to go back to. */
  snapshot(): Map<Text, Int32Array> {
    return new Map(this.#ids);
  }

  restore(state: Map<Text, Int32Array>): void {
    this.#ids.clear();
    for (const [node, ids] of state) this.#ids.set(node, ids);
  }

  /** Puts `text` in the place of a stretch. Character for character; what is left over is new, or gone. */
  replace(node: Text, start: number, end: number, text: string): void {
    const ids = this.idsOf(node);
    const put = new Int32Array(text.length).fill(NEW);
    put.set(ids.subarray(start, Math.min(end, start + text.length)));
    this.#ids.set(node, joined(ids.subarray(0, start), put, ids.subarray(end)));
    node.replaceData(start, end - start, text);
  }

  insert(node: Text, at: number, text: string): void {
    this.replace(node, at, at, text);
  }

  /** The part of a node from one offset to another as a node of its own. */
  cutOut(node: Text, start: number, end: number): Text {
    const rest = start > 0 ? this.#split(node, start) : node;
    if (end - start < rest.length) this.#split(rest, end - start);
    return rest;
  }

  /** Puts the stretches of a node into another order; together they are the whole node. */
  arrange(node: Text, stretches: { start: number; end: number }[]): void {
    const ids = this.idsOf(node);
    this.#ids.set(node, joined(...stretches.map(({ start, end }) => ids.subarray(start, end))));
    node.data = stretches.map(({ start, end }) => node.data.slice(start, end)).join('');
  }

  #split(node: Text, at: number): Text {
    const ids = this.idsOf(node);
    const rest = node.splitText(at);
    this.#ids.set(node, ids.slice(0, at));
    this.#ids.set(rest, ids.slice(at));
    return rest;
  }
}

/** The id of a character that was not on the page at first. */
export const NEW = -1;

export function textNodes(root: Node): Text[] {
  const nodes: Text[] = [];
  const walk = (parent: Node) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) nodes.push(node);
      else walk(node);
    }
  };
  walk(root);
  return nodes;
}

export function isText(node: Node): node is Text {
  return node.nodeType === 3 || node.nodeType === 4;
}

function joined(...parts: Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
