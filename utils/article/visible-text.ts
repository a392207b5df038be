import { own } from '../shadowed.ts';
import { isShadowed } from './shadowed.ts';
import { atOnce, ITEMS_A_STEP, type Steps } from './steps.ts';

/**
 * One line of text as a reader sees it: the text between two block boundaries or line breaks.
 * Pictures are part of the line they stand in; a line of pictures or icons alone has an empty text.
 */
export interface Line {
  /** White space collapsed; zero-width characters and icon-font glyphs removed. */
  text: string;
  /** The block element it stands in. */
  element: Element;
  /** Its text nodes and pictures in order. */
  nodes: (Text | Element)[];
  /** How many of the characters are inside links. */
  linked: number;
  /** How much running text it is; see `proseWeight`. */
  weight: number;
}

export type IsVisible = (element: Element) => boolean;

const INLINE = new Set(
  'a abbr acronym b bdi bdo big blink cite code del dfn em font i ins kbd label mark nobr q ruby rp rt s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);
/** An element that no browser lays out by its name stands in its line; word processors leave such ones (`o:p`, `st1:place`). */
const isInline = (name: string): boolean => INLINE.has(name) || name.includes(':');
const NEVER_READ = new Set(
  'script style noscript template iframe svg canvas object video audio select textarea button'.split(' '),
);

/** The text without what no reader can see (zero-width characters, glyphs of icon fonts), white space collapsed. */
export function cleanText(text: string): string {
  return text
    .replace(/[\u200b\u200c\u2060\ufeff\u00ad\ue000-\uf8ff]+/g, '')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim();
}

/** In UTF-16 units: to clean so much takes milliseconds, so that it begins a step of its own. */
const LONG_LINE = 100_000;

/** All lines below `root` in document order, but for those in elements that `isVisible` denies. */
export function readLines(root: Element, isVisible: IsVisible): Line[] {
  return atOnce(linesBelow(root, isVisible));
}

/** The same with interruptions. Walks without recursion: pages nest thousands deep. */
export function* linesBelow(root: Element, isVisible: IsVisible): Steps<Line[]> {
  const lines: Line[] = [];
  const blocks: Element[] = [root];
  let nodes: (Text | Element)[] = [];
  let raw = '';
  let linked = 0;
  let links = 0;

  const flush = () => {
    const text = cleanText(raw);
    const element = blocks[blocks.length - 1];
    if (element && (text || raw.trim() || nodes.some((node) => node.nodeType === 1)))
      lines.push({ text, element, nodes, linked, weight: proseWeight(text, linked) });
    nodes = [];
    raw = '';
    linked = 0;
  };

  const enter = (element: Element): boolean => {
    const name = element.localName;
    if (name === 'br' || name === 'hr') flush();
    else if (/^ima?ge?$/.test(name)) {
      if (isVisible(element)) nodes.push(element);
    } else if (!NEVER_READ.has(name) && !isShadowed(element) && isVisible(element)) {
      if (isLink(element)) links++;
      else if (!isInline(name)) {
        flush();
        blocks.push(element);
      }
      return true;
    }
    return false;
  };

  const leave = (element: Element) => {
    if (isLink(element)) links--;
    else if (element === blocks[blocks.length - 1]) {
      flush();
      blocks.pop();
    }
  };

  let node: Node | null = root.firstChild;
  for (let count = 0; node; count++) {
    if (count % ITEMS_A_STEP === 0 || raw.length > LONG_LINE) yield;
    let descend = false;
    if (node.nodeType === 3) {
      const text = node as Text;
      nodes.push(text);
      raw += text.data;
      if (links > 0) linked += cleanText(text.data).length;
    } else if (node.nodeType === 1) descend = enter(node as Element);
    if (descend && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (descend) leave(node as Element);
    let next = own(node, 'nextSibling');
    while (!next) {
      node = own(node, 'parentNode');
      if (!node || node === root) {
        flush();
        return lines;
      }
      leave(node as Element);
      next = own(node, 'nextSibling');
    }
    node = next;
  }
  flush();
  return lines;
}

/** An anchor that only marks a place (`<a name>`), or was written where the one before should have been closed, links nothing, whatever it holds. */
const isLink = (element: Element): boolean =>
  element.localName === 'a' &&
  (element.hasAttribute('href') || (element.hasAttributes() && !element.hasAttribute('name')));

const WIDE = /[\u2e80-\ud7ff\uf900-\uffef]/;
const WIDE_CHARACTERS = /* @__PURE__ */ new RegExp(WIDE, 'g');
/** An alphabet needs about two and a half letters for what one Chinese character says. */
const LETTER = 0.4;

/** Whether a text is in a script without spaces. */
export const isWide = (text: string): boolean =>
  (text.match(WIDE_CHARACTERS)?.length ?? 0) > text.length * 0.3;

/** How long a text is, in Chinese characters or what they would say. */
export const unitsOf = (text: string, length = text.length): number =>
  WIDE.test(text) ? length : length * LETTER;

/** Units that count as running text: none in links, in short pieces, or without a sentence's punctuation. */
export function proseWeight(text: string, linked: number): number {
  const { length } = text;
  if (length < 15 || linked * 3 > length) return 0;
  const wide = WIDE.test(text);
  if (!wide && length < 30) return 0;
  const marks = text.match(wide ? WIDE_MARK : MARK)?.length ?? 0;
  return length < marks * 120 ? (length - linked) * (wide ? 1 : LETTER) : 0;
}

const WIDE_MARK = /[，。；！？、：“,;!?]|\.(?: |$)/g;
const MARK = /[,;!?،؟।]|\.["'”’»)\]]*(?: |$)/g;
