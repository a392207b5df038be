import type { Paragraph } from './paragraphs.ts';
import type { Passage } from './passages.ts';
import { type Edit, insertBefore, make, type Stage, stretchesOf, textsOf } from './stage.ts';
import { ADDED_PARAGRAPHS, REWRITTEN, wordsFor } from './words.ts';

/** Everything in a passage's paragraph but the passage is written anew. */
export const around: Edit = (stage) => {
  const { followed, passages, random } = stage;
  const marked = new Set(passages.flatMap(({ ids }) => ids));
  const words = wordsFor(REWRITTEN, stage.isChinese);
  for (const node of markedParagraphs(stage).flatMap(textsOf)) {
    const ids = followed.idsOf(node);
    const isMarked = (at: number) => marked.has(ids[at] ?? -1) || isBetween(ids, at, marked);
    let end = node.length;
    for (let at = node.length - 1; at >= -1; at -= 1) {
      if (at >= 0 && !isMarked(at)) continue;
      if (end - at - 1 >= 6) {
        followed.replace(node, at + 1, end, '');
        followed.insert(node, at + 1, words[random.below(words.length)] ?? '');
      }
      end = at;
    }
  }
};

/** The sentences of a paragraph in another order. */
export const reorder: Edit = ({ paragraphs, followed, random }) => {
  for (const node of paragraphs.flatMap(textsOf)) {
    const sentences = [...node.data.matchAll(/[^。！？!?]*?(?:[。！？!?]+[”’"』」]?|\.\s|$)/g)]
      .filter(([text]) => text !== '')
      .map((match) => ({ start: match.index, end: match.index + match[0].length }));
    if (sentences.length < 2) continue;
    followed.arrange(node, shuffled(sentences, random));
  }
};

/** Each passage's words ten times more, in other company. */
export const repeat: Edit = (stage) => {
  const added = wordsFor(ADDED_PARAGRAPHS, stage.isChinese);
  for (const passage of stage.passages) {
    const text = textOfPassage(stage, passage);
    for (let time = 0; time < 10; time += 1) {
      const place = stage.paragraphs[stage.random.below(stage.paragraphs.length)];
      const [one, other] = [added[time % added.length], added[(time + 1) % added.length]];
      insertBefore(place, make(stage.document, 'p', `${one}${text}${other}`));
    }
  }
};

/** Line breaks, footnote marks, characters without width and empty elements within the passages. */
export const split: Edit = (stage) => {
  const { document, followed, random } = stage;
  for (const passage of stage.passages) {
    for (const { node, start, end } of stretchesOf(stage, passage)) {
      if (end - start < 2) continue;
      const at = start + 1 + random.below(end - start - 1);
      const kind = random.below(4);
      if (kind === 0) followed.insert(node, at, '\u200b');
      else {
        const part = followed.cutOut(node, at, node.length);
        const mark = [make(document, 'br', ''), make(document, 'sup', '[1]'), make(document, 'wbr', '')][
          kind - 1
        ];
        if (mark) part.before(mark);
      }
    }
  }
};

/** Paragraphs joined with the next, or cut in two. */
export const regroup: Edit = ({ document, paragraphs, followed, random }) => {
  paragraphs.forEach((paragraph, at) => {
    const [own] = paragraph.nodes;
    const next = paragraphs[at + 1]?.nodes[0];
    if (!isElement(own)) return;
    if (random.chance(0.3) && isElement(next) && next.previousElementSibling === own) {
      next.prepend(...own.childNodes);
      own.remove();
    } else if (random.chance(0.4)) {
      const text = textsOf(paragraph).find((node) => node.parentNode === own && node.length > 8);
      if (!text) return;
      const middle = 2 + random.below(text.length - 4);
      const rest = followed.cutOut(text, middle, text.length);
      const half = document.createElement(own.localName);
      own.after(half);
      while (rest.nextSibling) half.append(rest.nextSibling);
      half.prepend(rest);
    }
  });
};

/** Every digit is another one. */
export const numbers: Edit = ({ paragraphs, followed }) => {
  for (const node of paragraphs.flatMap(textsOf)) {
    for (let at = 0; at < node.length; at += 1) {
      const digit = Number(node.data[at]?.trim() || Number.NaN);
      if (Number.isInteger(digit)) followed.replace(node, at, at + 1, String((digit + 3) % 10));
    }
  }
};

/** Each paragraph an item of a list or a row of a table, out of the elements that held it. */
export const relayout: Edit = ({ document, paragraphs, random }) => {
  const isTable = random.chance(0.5);
  const frame = make(document, isTable ? 'table' : 'ol', '');
  insertBefore(paragraphs[0], frame);
  paragraphs.forEach((paragraph, at) => {
    const item = make(document, isTable ? 'td' : 'li', '');
    item.append(...paragraph.nodes.filter((node) => !node.contains(frame)));
    if (isTable) {
      const row = make(document, 'tr', '');
      row.append(make(document, 'td', String(at + 1)), item);
      frame.append(row);
    } else frame.append(item);
  });
};

/** The second half is not loaded yet. */
export const unloaded: Edit = ({ document, paragraphs, isChinese }) => {
  const missing = paragraphs.slice(Math.ceil(paragraphs.length / 2));
  insertBefore(missing[0], make(document, 'a', isChinese ? '展开全文' : 'Read more'));
  for (const { nodes } of missing) for (const node of nodes) node.remove();
};

/** Each passage is cut out, and its neighbours stand side by side. */
export const cut: Edit = (stage) => {
  for (const passage of stage.passages)
    for (const { node, start, end } of stretchesOf(stage, passage))
      stage.followed.replace(node, start, end, '');
};

/** Another text of the same length stands where the passage was. */
export const substitute: Edit = (stage) => {
  const { followed, random } = stage;
  const pool = [ADDED_PARAGRAPHS, REWRITTEN].flatMap((words) => wordsFor(words, stage.isChinese)).join('');
  for (const passage of stage.passages) {
    for (const { node, start, end } of stretchesOf(stage, passage)) {
      const from = random.below(Math.max(1, pool.length - (end - start)));
      followed.replace(node, start, end, '');
      followed.insert(node, start, pool.slice(from, from + end - start));
    }
  }
};

/** Ours alone: what the listed ones leave out. Thresholds are not chosen by these. */
export const FURTHER_EDITS: Record<string, Edit> = {
  around,
  reorder,
  repeat,
  split,
  regroup,
  numbers,
  relayout,
  unloaded,
  cut,
  substitute,
};

function markedParagraphs(stage: Stage): Paragraph[] {
  const marked = new Set(stage.passages.flatMap(({ ids }) => ids));
  return stage.paragraphs.filter((paragraph) =>
    textsOf(paragraph).some((node) => stage.followed.idsOf(node).some((id) => marked.has(id))),
  );
}

/** White space within a passage is none of its characters, yet between two of them. */
function isBetween(ids: Int32Array, at: number, marked: Set<number>): boolean {
  return marked.has(ids[at - 1] ?? -1) && marked.has(ids[at + 1] ?? -1);
}

function textOfPassage(stage: Stage, passage: Passage): string {
  return stretchesOf(stage, passage)
    .map(({ node, start, end }) => node.data.slice(start, end))
    .join('');
}

function shuffled<T>(list: T[], random: Stage['random']): T[] {
  const rest = [...list];
  const order: T[] = [];
  while (rest.length > 0) order.push(...rest.splice(random.below(rest.length), 1));
  return order;
}

function isElement(node: ChildNode | undefined): node is HTMLElement {
  return node?.nodeType === 1;
}
