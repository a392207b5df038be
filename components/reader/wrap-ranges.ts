interface Wrapping {
  /** An empty element for a part of the range. */
  wrap: (at: number) => HTMLElement;
  /** What follows the range's last character. */
  after: (at: number) => HTMLElement;
}

/**
 * Wraps passages of a copy as they stand in the original, whose nodes the ranges name. Text by text, so that a passage may go through paragraphs and passages
 * may lie on one another.
 */
export function wrapRanges(
  original: Element,
  copy: Element,
  ranges: readonly (Range | null)[],
  { wrap, after }: Wrapping,
): void {
  const texts = textsOf(original);
  const copies = textsOf(copy);
  const lasts = ranges.map((range) => (range ? texts.findLastIndex((text) => isIn(range, text)) : -1));
  for (const [place, text] of texts.entries()) {
    const parts = ranges.flatMap((range, at) => {
      if (!range || !isIn(range, text)) return [];
      const start = range.startContainer === text ? range.startOffset : 0;
      const end = range.endContainer === text ? range.endOffset : text.length;
      return start < end ? [{ at, start, end, isLast: lasts[at] === place }] : [];
    });
    const target = copies[place];
    if (parts.length > 0 && target) target.replaceWith(...pieces(text.data, parts, { wrap, after }));
  }
}

interface Part {
  at: number;
  start: number;
  end: number;
  isLast: boolean;
}

function pieces(words: string, parts: Part[], { wrap, after }: Wrapping): (Node | string)[] {
  const edges = [...new Set([0, words.length, ...parts.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  return edges.flatMap((start, place) => {
    const end = edges[place + 1];
    const ending = parts.filter((part) => part.isLast && part.end === start).map(({ at }) => after(at));
    if (end === undefined) return ending;
    const covering = parts.filter((part) => part.start <= start && part.end >= end);
    const wrapped = covering.reduceRight<Node | string>(
      (inner, { at }) => {
        const element = wrap(at);
        element.append(inner);
        return element;
      },
      words.slice(start, end),
    );
    return [...ending, wrapped];
  });
}

function isIn(range: Range, text: Text): boolean {
  return range.intersectsNode(text) && !(range.endContainer === text && range.endOffset === 0);
}

function textsOf(root: Element): Text[] {
  const walker = root.ownerDocument.createTreeWalker(root, 4); // NodeFilter.SHOW_TEXT
  const texts: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (isText(node)) texts.push(node);
  }
  return texts;
}

function isText(node: Node): node is Text {
  return node.nodeType === 3;
}
