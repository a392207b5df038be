import { diffText } from '../../utils/annotation/diff-text.ts';

export interface WordPart {
  text: string;
  /** The other text has other words here, or none. */
  differs: boolean;
}

/** A text in parts, told apart by whether another text has them too. What both begin and end with is cut off first, so that length is no matter. */
export function differingWords(text: string, other: string): WordPart[] {
  const [own, others] = [[...text], [...other]];
  const head = sharedLength(own, others);
  const tail = sharedLength(own.slice(head).reverse(), others.slice(head).reverse());
  const middle = own.slice(head, own.length - tail).join('');
  const otherMiddle = others.slice(head, others.length - tail).join('');
  const changed = diffText(middle, otherMiddle).filter(({ kind }) => kind !== 'added');
  const parts = [
    { text: own.slice(0, head).join(''), differs: false },
    ...changed.map((part) => ({ text: part.text, differs: part.kind === 'removed' })),
    { text: own.slice(own.length - tail).join(''), differs: false },
  ];
  return joined(parts.filter((part) => part.text !== ''));
}

function sharedLength(a: string[], b: string[]): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a[length] === b[length]) length += 1;
  return length;
}

function joined(parts: WordPart[]): WordPart[] {
  const all: WordPart[] = [];
  for (const part of parts) {
    const last = all.at(-1);
    if (last?.differs === part.differs) last.text += part.text;
    else all.push({ ...part });
  }
  return all;
}
