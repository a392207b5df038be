import type { Paragraph } from './paragraphs.ts';
import {
  type Edit,
  insertAfter,
  insertBefore,
  isLetter,
  make,
  otherLetter,
  type Stage,
  sample,
  stretchesOf,
  textsOf,
} from './stage.ts';
import { ADDED_PARAGRAPHS, ADVERTISEMENT, COMMENTS, EDITORS_NOTE, NAVIGATION, wordsFor } from './words.ts';

/** Half and full width, straight and curly: four of five change. */
export const punctuation: Edit = (stage) => {
  eachCharacter(stage, (character, before, random) => {
    const others = otherForms(character, before, stage.isChinese);
    return others && random.chance(0.8) ? others : character;
  });
};

/** Blanks between Chinese and Latin put in or taken out, blanks that don't break, indents. */
export const spacing: Edit = (stage) => {
  const { paragraphs, followed, random, isChinese } = stage;
  const takesOut = random.chance(0.5);
  for (const paragraph of paragraphs) {
    for (const node of textsOf(paragraph)) {
      for (let at = node.length - 1; at > 0; at -= 1) {
        const [left, right] = [node.data[at - 1] ?? '', node.data[at] ?? ''];
        if (isSeam(left, right) && !takesOut) followed.insert(node, at, ' ');
        else if (right === ' ' && takesOut && isSeam(left, node.data[at + 1] ?? ''))
          followed.replace(node, at, at + 1, '');
        else if (right === ' ' && random.chance(0.3)) followed.replace(node, at, at + 1, '\u00a0');
      }
    }
    const [first] = textsOf(paragraph);
    if (first && random.chance(0.5))
      followed.insert(first, 0, isChinese ? '\u3000\u3000' : '\u00a0\u00a0\u00a0');
  }
};

/** About one character a paragraph changed, lost or added. */
export const typo: Edit = (stage) => {
  for (const paragraph of stage.paragraphs) mistype(stage, paragraph);
};

/** Three paragraphs and an editor's note. */
export const insert: Edit = ({ document, paragraphs, random, isChinese }) => {
  const added = wordsFor(ADDED_PARAGRAPHS, isChinese);
  for (const text of sample(added, 3, random))
    insertBefore(paragraphs[random.below(paragraphs.length)], make(document, 'p', text));
  insertBefore(paragraphs[0], make(document, 'p', wordsFor(EDITORS_NOTE, isChinese), { class: 'note' }));
};

/** One paragraph in seven is gone. */
export const remove: Edit = ({ paragraphs, random }) => {
  for (const { nodes } of sample(paragraphs, Math.max(1, Math.round(paragraphs.length * 0.15)), random))
    for (const node of nodes) node.remove();
};

/** Parts of paragraphs in elements of their own, `p` become `div`, a box around all. */
export const wrap: Edit = (stage) => {
  for (const paragraph of stage.paragraphs) {
    if (stage.random.chance(0.7)) wrapParts(stage, paragraph);
    if (stage.random.chance(0.5)) becomeDiv(stage, paragraph);
  }
  const box = make(stage.document, 'div', '', { class: 'box' });
  box.append(...stage.body.childNodes);
  stage.body.append(box);
};

/** Navigation before, comments after, advertisements between. */
export const chrome: Edit = ({ document, body, paragraphs, random, isChinese }) => {
  const list = make(document, 'ul', '');
  for (const label of wordsFor(NAVIGATION, isChinese)) list.append(make(document, 'li', label));
  body.prepend(list);
  const comments = make(document, 'div', '', { class: 'comments' });
  for (const text of wordsFor(COMMENTS, isChinese)) comments.append(make(document, 'p', text));
  body.append(comments);
  for (const paragraph of sample(paragraphs, Math.ceil(paragraphs.length / 4), random))
    insertAfter(paragraph, make(document, 'div', wordsFor(ADVERTISEMENT, isChinese), { class: 'ad' }));
};

/** Two paragraphs stand elsewhere. */
export const move: Edit = (stage) => {
  for (const paragraph of sample(stage.paragraphs, 2, stage.random)) {
    const others = stage.paragraphs.filter((other) => other !== paragraph && !holds(paragraph, other));
    const target = others[stage.random.below(others.length)];
    if (target?.nodes[0]?.parentNode && !holds(paragraph, target)) insertBefore(target, ...paragraph.nodes);
  }
};

/** Three marked passages quoted before the text. */
export const pullquote: Edit = (stage) => {
  for (const passage of sample(stage.passages, 3, stage.random)) {
    const text = stretchesOf(stage, passage)
      .map(({ node, start, end }) => node.data.slice(start, end))
      .join('');
    insertBefore(stage.paragraphs[0], make(stage.document, 'blockquote', text.replace(/\s+/g, ' ')));
  }
};

/** About a tenth of each passage's characters are others, one at least. */
export const rewrite: Edit = (stage) => {
  for (const passage of stage.passages) {
    const letters = stretchesOf(stage, passage).flatMap(({ node, start, end }) =>
      [...node.data.slice(start, end)].flatMap((character, at) =>
        isLetter(character) ? [{ node, at: start + at }] : [],
      ),
    );
    for (const { node, at } of sample(letters, Math.max(1, Math.round(letters.length / 10)), stage.random))
      stage.followed.replace(node, at, at + 1, otherLetter(stage, node.data[at] ?? ''));
  }
};

/** Several of the above, one after another. */
export const mixed: Edit = (stage) => {
  // What is taken off the page is not noted any more when it changes, so that goes last.
  const kinds = [punctuation, spacing, typo, insert, wrap, chrome, move, remove];
  for (const edit of sample(kinds, 3, stage.random)) edit(stage);
};

/** Those that everyone is measured by. */
export const LISTED_EDITS: Record<string, Edit> = {
  none: () => {},
  punctuation,
  spacing,
  typo,
  insert,
  remove,
  wrap,
  chrome,
  move,
  pullquote,
  rewrite,
  mixed,
};

function eachCharacter(
  { paragraphs, followed, random }: Stage,
  change: (character: string, before: string, random: Stage['random']) => string,
): void {
  for (const node of paragraphs.flatMap(textsOf)) {
    for (let at = node.length - 1; at >= 0; at -= 1) {
      const character = node.data[at] ?? '';
      const next = change(character, node.data[at - 1] ?? '', random);
      if (next !== character) followed.replace(node, at, at + 1, next);
    }
  }
}

const WIDTHS: [string, string][] = [
  ['，', ','],
  ['。', '.'],
  ['：', ':'],
  ['；', ';'],
  ['！', '!'],
  ['？', '?'],
  ['（', '('],
  ['）', ')'],
  ['％', '%'],
];
const TO_HALF = new Map(WIDTHS);
const TO_FULL = new Map(WIDTHS.map(([full, half]) => [half, full]));
const STRAIGHT = new Map(
  [
    ['“”「」『』', '"'],
    ['‘’', "'"],
    ['–—', '-'],
  ].flatMap(([curly, straight]) => [...(curly ?? '')].map((one) => [one, straight ?? ''] as const)),
);

function otherForms(character: string, before: string, isChinese: boolean): string | null {
  const half = TO_HALF.get(character) ?? STRAIGHT.get(character);
  if (half !== undefined) return half;
  if (character === '"') return isLetter(before) ? '”' : '“';
  if (character === "'") return isLetter(before) ? '’' : '‘';
  // A point within a number or a word stays one.
  return isChinese && /\p{Script=Han}/u.test(before) ? (TO_FULL.get(character) ?? null) : null;
}

function isSeam(left: string, right: string): boolean {
  const isHan = (character: string) => /\p{Script=Han}/u.test(character);
  const isLatin = (character: string) => /[A-Za-z0-9]/.test(character);
  return (isHan(left) && isLatin(right)) || (isLatin(left) && isHan(right));
}

function mistype(stage: Stage, paragraph: Paragraph): void {
  const { followed, random } = stage;
  const letters = textsOf(paragraph).flatMap((node) =>
    [...node.data].flatMap((character, at) => (isLetter(character) ? [{ node, at }] : [])),
  );
  const chosen = letters[random.below(letters.length)];
  if (!chosen) return;
  const { node, at } = chosen;
  const other = otherLetter(stage, node.data[at] ?? '');
  const kind = random.below(3);
  if (kind === 0) followed.replace(node, at, at + 1, other);
  else if (kind === 1) followed.replace(node, at, at + 1, '');
  else followed.insert(node, at, other);
}

function wrapParts({ document, followed, random }: Stage, paragraph: Paragraph): void {
  for (const node of textsOf(paragraph)) {
    if (node.length < 4 || random.chance(0.4)) continue;
    const start = random.below(node.length - 2);
    const end = start + 1 + random.below(Math.min(20, node.length - start));
    const isOwn = paragraph.nodes.includes(node);
    const next = node.nextSibling;
    const part = followed.cutOut(node, start, Math.min(end, node.length));
    const rest = part.nextSibling === next ? [] : [part.nextSibling];
    const shell = document.createElement(random.pick(['span', 'strong', 'a', 'em']));
    part.replaceWith(shell);
    shell.append(part);
    const carriers = [part === node ? null : node, shell, ...rest].filter((carrier) => carrier !== null);
    if (isOwn) replaceNode(paragraph, node, carriers);
  }
}

function becomeDiv({ document }: Stage, paragraph: Paragraph): void {
  const [only] = paragraph.nodes;
  if (paragraph.nodes.length !== 1 || only?.nodeName !== 'P') return;
  const div = document.createElement('div');
  only.before(div);
  div.append(...only.childNodes);
  only.remove();
  paragraph.nodes = [div];
}

function replaceNode(paragraph: Paragraph, node: ChildNode, by: ChildNode[]): void {
  paragraph.nodes = paragraph.nodes.flatMap((one) => (one === node ? by : [one]));
}

function holds(paragraph: Paragraph, other: Paragraph): boolean {
  return paragraph.nodes.some((node) => other.nodes.some((inner) => node.contains(inner)));
}
