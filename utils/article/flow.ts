import { alikeParagraphs } from './alike-paragraphs.ts';
import { eachInSteps, filterInSteps, flatMapInSteps, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/**
 * What a line is to the article's text: part of its flow, the caption of a picture, something set into the text (a newsletter's form, related links,
 * an author's portrait), or outside of the elements that carry paragraphs.
 */
export type Place = 'flow' | 'caption' | 'inset' | 'outside';

/** The elements whose children are the article's paragraphs, and what that says of each line. */
export interface Flow {
  placeOf: (line: Line) => Place;
  /** Whether most of the text is carried by elements of one kind, so that a line elsewhere says something. */
  isRegular: boolean;
  /** Whether a line outside is a paragraph in an element of the same kind. */
  isAlike: (line: Line) => boolean;
}

/** Carriers of a kind with this share of the text of the greatest kind carry the article as well. */
const MIN_SHARE = 0.25;
/** This share of the text must be carried alike before anything is said of the rest. */
const REGULAR_SHARE = 0.7;
/** An inset is at most this part of the text. */
const MAX_INSET_SHARE = 0.25;
/** In UTF-16 units: longer texts beside a picture are no caption. */
const MAX_CAPTION = 700;

const LIST_OR_QUOTE = /^(?:ul|ol|li|dl|d[dt]|blockquote|pre|table|t(?:body|head|r)|details)$/;
const INSET_NODE = /^(?:aside|form|nav|footer|header|fieldset|small)$/;
const PARAGRAPH = /^(?:p|h[1-6]|pre)$/;

/**
 * Words in the names of classes and ids by which layouts everywhere call what is not text. Weak evidence: it is asked only of parts that are
 * small, and stand among paragraphs that are not so called.
 */
const INSET_NAME =
  /(?:^|[^a-z])(?:comments?|repl(?:y|ies)|related|recommend\w*|shar(?:e|ing)\w*|social|newsletters?|sign-?up|subscri\w+|promo\w*|sponsor\w*|advert\w*|ads?|banner|sidebar|rail|widget|by-?line\w*|authors?|bio|contributors?|copyright|disclaimer|tags?|topics|breadcrumbs?|tool(?:bar|s|tip)|nav\w*|menu|footer|modal|popup|dialog|login|pagination|pager|teasers?|read-?more|more-?(?:on|from|stories)|most-?(?:read|popular)|trending|recirc\w*|donat\w*|poll|survey|print-(?:only|header)|screen-?reader\w*|sr-only|visually-?hidden|posted-?on|time-?stamp|pub-?date|dek|deck|standfirst|key-?points|meta)(?![a-z])/;
const CAPTION_NAME =
  /(?:^|[^a-z])(?:\w*caption\w*|credits?|attribution|gallery\w*|slideshow|carousel)(?![a-z])/;

/** Finds the elements that carry the paragraphs among `lines`, which are those below `root`. */
export function* findFlow(lines: readonly Line[], root: Element): Steps<Flow> {
  const inElement = new Map<Element, number>();
  yield* eachInSteps(lines, ({ element, weight }) => {
    if (weight > 0) inElement.set(element, (inElement.get(element) ?? 0) + 1);
  });
  const kinds = new Map<string, { weight: number; carriers: Set<Element> }>();
  let total = 0;
  yield* eachInSteps(lines, ({ element, weight }) => {
    if (weight === 0) return;
    total += weight;
    const carrier = carrierOf(element, inElement.get(element) ?? 0, root);
    const name = kindOf(carrier);
    const kind = kinds.get(name) ?? { weight: 0, carriers: new Set() };
    kind.weight += weight;
    kind.carriers.add(carrier);
    kinds.set(name, kind);
  });
  const most = Math.max(0, ...[...kinds.values()].map(({ weight }) => weight));
  const main = [...kinds].filter(([, { weight }]) => weight >= most * MIN_SHARE);
  const names = new Set(main.map(([name]) => name));
  const spans = yield* spansOf(lines, root);
  const weightOf = (element: Element) => spans.get(element)?.weight ?? 0;
  const isSmall = (element: Element) => weightOf(element) < total * MAX_INSET_SHARE;
  const insets = new Map<Element, boolean>();
  const isInset = (element: Element) =>
    remembered(insets, element, () => INSET_NAME.test(nameOf(element)) && isSmall(element));
  const isInInset = (carrier: Element) => {
    for (let at: Element | null = carrier; at && at !== root; at = at.parentElement)
      if (isInset(at)) return true;
    return false;
  };
  const isParagraph = yield* alikeParagraphs(lines);
  const alike = yield* flatMapInSteps(lines, ({ element }) =>
    isParagraph(element) ? [carrierOf(element, 1, root)] : [],
  );
  const all = new Set([...main.flatMap(([, kind]) => [...kind.carriers]), ...alike]);
  const carriers = new Set(yield* filterInSteps([...all], (carrier) => !isInInset(carrier)));
  const carried = [...kinds.values()]
    .filter((kind) => [...kind.carriers].some((carrier) => carriers.has(carrier)))
    .reduce((sum, { weight }) => sum + weight, 0);
  const known = new Map<Element, Place>();

  const placeOf = (line: Line): Place => {
    const path: Element[] = [];
    let at: Element | null = line.element;
    while (at && !carriers.has(at)) {
      path.push(at);
      at = at === root ? null : at.parentElement;
    }
    if (!at) return 'outside';
    for (const element of path.reverse()) {
      const place = remembered(known, element, () => placeOfElement(element, element === path[0]));
      if (place !== 'flow') return place;
    }
    return 'flow';
  };

  const placeOfElement = (element: Element, isBlock: boolean): Place => {
    const { localName } = element;
    if (/^fig(?:ure|caption)$/.test(localName)) return 'caption';
    const span = spans.get(element);
    const own = lines.slice(span?.from, span?.to);
    if (isSmall(element)) {
      if (CAPTION_NAME.test(nameOf(element))) return 'caption';
      if (INSET_NODE.test(localName) || isInset(element)) return 'inset';
    }
    const isLeaf = own.every((line) => line.element === element);
    if (!isBlock || isLeaf || PARAGRAPH.test(localName)) return 'flow';
    const length = own.reduce((sum, { text }) => sum + text.length, 0);
    const isLinks = own.reduce((sum, { linked }) => sum + linked, 0) > length * 0.6;
    if (LIST_OR_QUOTE.test(localName)) return isLinks && own.length > 3 ? 'inset' : 'flow';
    if (isLinks) return 'inset';
    const hasPicture = own.some(({ nodes }) => nodes.some(({ nodeType }) => nodeType === 1));
    if (hasPicture && length < MAX_CAPTION && own.length < 5) return 'caption';
    return weightOf(element) > 0 || element.querySelector('h2,h3,h4') ? 'flow' : 'inset';
  };

  return {
    placeOf,
    isRegular: carried >= total * REGULAR_SHARE,
    isAlike: (line) => line.weight > 0 && names.has(kindOf(carrierOf(line.element, 1, root))),
  };
}

/** The lines below an element, as indexes of the first and after the last, and their weight. */
interface Span {
  from: number;
  to: number;
  weight: number;
}

function* spansOf(lines: readonly Line[], root: Element): Steps<Map<Element, Span>> {
  const spans = new Map<Element, Span>();
  yield* eachInSteps(lines, ({ element, weight }, index) => {
    for (let at: Element | null = element; at; at = at === root ? null : at.parentElement) {
      const span = spans.get(at) ?? { from: index, to: index, weight: 0 };
      spans.set(at, span);
      span.to = index + 1;
      span.weight += weight;
    }
  });
  return spans;
}

function remembered<K, V>(known: Map<K, V>, key: K, find: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const value = find();
  known.set(key, value);
  return value;
}

/** Elements of one kind have the same name and classes but for numbers. */
const kindOf = (element: Element): string =>
  `${element.localName} ${element.getAttribute('class') ?? ''}`.replace(/\d+/g, '');

/** The element whose children are paragraphs: the parent of one, or the element that holds several, divided by line breaks. */
function carrierOf(element: Element, count: number, root: Element): Element {
  let carrier = element;
  if (count < 2 && carrier !== root) carrier = carrier.parentElement ?? carrier;
  while (carrier !== root && LIST_OR_QUOTE.test(carrier.localName)) carrier = carrier.parentElement ?? root;
  return carrier;
}

/** Classes and id in lower case, their words divided by hyphens. */
const nameOf = (element: Element): string =>
  `${element.getAttribute('class') ?? ''} ${element.id}`
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/_/g, '-');
