import type { MarkColour, MarkStyle } from '../library/library.ts';
import { layerIntervals, overlappingPairs } from './intervals.ts';
import { type OrderedRanges, orderRanges } from './order-ranges.ts';
import { type MarkLook, markRules } from './paint-rules.ts';
import type { MarkPalette } from './palette.ts';
import { elementOf } from './whole-element.ts';

export interface PaintedMark {
  id: string;
  range: Range;
  colour: MarkColour;
  style: MarkStyle;
  /** `pending`: not yet known to be stored. `doubtful`: a likely place, not a sure one. */
  look: MarkLook;
}

export interface Painter {
  /** Shows exactly these marks, the later ones above the earlier among equals. */
  paint(marks: PaintedMark[]): void;
  /** Ids of the marks at a point of the document, the topmost first. */
  markAt(node: Node, offset: number): string[];
  /** The page's background has changed. */
  setPalette(palette: MarkPalette): void;
  /** Puts back what another script took out of the page's registry. True if something was missing. */
  restore(): boolean;
  clear(): void;
}

/**
 * Paints marks with the CSS Custom Highlight API (https://www.w3.org/TR/css-highlight-api-1/): no node of the page is touched or
 * added. `CSS.highlights` belongs to the page too: its scripts can see and clear which passages are painted, hence `restore`.
 */
export function createPainter(document: Document, palette: MarkPalette): Painter {
  const { CSS, Highlight } = realmOf(document);
  const names = new Map<string, Highlight>();
  // Another copy of us, or the page, may use the same words.
  const prefix = `m${Math.random().toString(36).slice(2, 8)}`;
  const sheet = pageSheet(document);
  let painted: PaintedMark[] = [];
  let order: OrderedRanges | null = null;
  let colours = palette;

  const paint = (marks: PaintedMark[]) => {
    for (const name of names.keys()) CSS.highlights.delete(name);
    names.clear();
    painted = marks;
    order = orderRanges(marks.map((mark) => mark.range));
    const groups = groupMarks(marks, order);
    for (const [key, group] of groups) {
      const highlight = new Highlight(...group.ranges);
      highlight.priority = group.priority;
      names.set(`${prefix}-${key}`, highlight);
      CSS.highlights.set(`${prefix}-${key}`, highlight);
    }
    sheet.write([...groups].map(([key, group]) => markRules(`${prefix}-${key}`, group, colours)).join('\n'));
    // Whoever took it away may have cleared the registry too, which is full again by now.
    sheet.restore();
  };

  return {
    paint,
    markAt: (node, offset) => (order?.at(node, offset) ?? []).flatMap((at) => painted[at]?.id ?? []),
    setPalette(next) {
      colours = next;
      paint(painted);
    },
    restore() {
      const missing = [...names].filter(([name, highlight]) => CSS.highlights.get(name) !== highlight);
      for (const [name, highlight] of missing) CSS.highlights.set(name, highlight);
      return sheet.restore() || missing.length > 0;
    },
    clear() {
      paint([]);
      sheet.remove();
    },
  };
}

interface Group {
  colour: MarkColour;
  style: MarkStyle | 'covered';
  look: MarkLook;
  priority: number;
  ranges: Range[];
}

/** A highlight has one look and one priority, so there is one for each colour, style, look and layer in use. */
function groupMarks(marks: PaintedMark[], order: OrderedRanges): Map<string, Group> {
  const groups = new Map<string, Group>();
  const add = (group: Omit<Group, 'ranges'>, range: Range) => {
    const key = `${group.style}-${group.colour}-${group.look}-${group.priority}`;
    const known = groups.get(key);
    if (known) known.ranges.push(range);
    else groups.set(key, { ...group, ranges: [range] });
  };
  const pairs = overlappingPairs(order.intervals);
  const layers = layerIntervals(order.intervals, pairs);
  marks.forEach(({ range, colour, style, look }, at) => {
    // What is marked whole has a frame, which no highlight can draw.
    if (!elementOf(range)) add({ colour, style, look, priority: layers[at] ?? 0 }, range);
  });
  const top = Math.max(0, ...layers) + 1;
  for (const { colour, range } of coveredParts(marks, order, { pairs, layers })) {
    add({ colour, style: 'covered', look: 'solid', priority: top }, range);
  }
  return groups;
}

/** Where a ground lies on another ground, the lower one would vanish: it keeps a line there. */
function coveredParts(
  marks: PaintedMark[],
  { intervals }: OrderedRanges,
  { pairs, layers }: { pairs: [number, number][]; layers: number[] },
) {
  const parts: { colour: MarkColour; range: Range }[] = [];
  for (const pair of pairs) {
    const [low, high] = pair.toSorted((a, b) => (layers[a] ?? 0) - (layers[b] ?? 0));
    const [under, over] = [marks[low ?? -1], marks[high ?? -1]];
    const [below, above] = [intervals[low ?? -1], intervals[high ?? -1]];
    if (!under || !over || !below || !above || !isGround(under) || !isGround(over)) continue;
    const range = (below.start > above.start ? under : over).range.cloneRange();
    const last = (below.end < above.end ? under : over).range;
    range.setEnd(last.endContainer, last.endOffset);
    parts.push({ colour: under.colour, range });
  }
  return parts;
}

function isGround({ range, style, look }: PaintedMark): boolean {
  return style === 'ground' && look === 'solid' && !elementOf(range);
}

/** A frame paints the highlights and adopts the sheets of its own window alone. */
function realmOf(document: Document): typeof globalThis {
  return document === globalThis.document ? globalThis : (document.defaultView ?? globalThis);
}

interface PageSheet {
  write(css: string): void;
  restore(): boolean;
  remove(): void;
}

/** Rules for `::highlight()` must stand in the page's own scope: a constructed sheet, which is no node. */
function pageSheet(document: Document): PageSheet {
  try {
    return adoptedSheet(document);
  } catch {
    // Firefox refuses `adoptedStyleSheets` to content scripts (https://bugzilla.mozilla.org/show_bug.cgi?id=1751346).
    return styleElement(document);
  }
}

function adoptedSheet(document: Document): PageSheet {
  const sheet = new (realmOf(document).CSSStyleSheet)();
  const restore = () => {
    if (document.adoptedStyleSheets.includes(sheet)) return false;
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return true;
  };
  restore();
  return {
    write: (css) => sheet.replaceSync(css),
    restore,
    remove: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

function styleElement(document: Document): PageSheet {
  const style = document.createElement('style');
  const restore = () => {
    if (style.isConnected) return false;
    (document.head ?? document.documentElement).append(style);
    return true;
  };
  restore();
  return {
    write: (css) => {
      style.textContent = css;
    },
    restore,
    remove: () => style.remove(),
  };
}
