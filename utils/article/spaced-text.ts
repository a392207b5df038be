import { findFlow, type Place } from './flow.ts';
import type { SpacedText } from './further-rules.ts';
import { nearest } from './nearest.ts';
import { SPACED_END, SPACED_JUNK } from './spaced-ends.ts';
import { eachInSteps, filterInSteps, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/** The greatest share of running text behind an end, where markup already tells the text from what stands around it. */
const MAX_TAIL_SHARE = 0.1;
/** In UTF-16 units. */
const MAX_CAPTION = 300;
const CREDIT =
  /©|\b(?:getty images|photo(?:graph)? by|image (?:via|courtesy)|courtesy of|reuters|afp|ap photo)\b/i;

/**
 * What the markup and the words around a text say where words are divided by spaces: `within` are the lines in which it is gathered, below `element`. Its pages
 * are made by systems whose markup is regular, so that a line elsewhere says something.
 */
export function* readSpacedText(within: readonly Line[], element: Element): Steps<SpacedText> {
  const flow = yield* findFlow(within, element);
  const places = new Map<Line, Place>();
  yield* eachInSteps(within, (line) => places.set(line, flow.placeOf(line)));
  const { isRegular, isAlike } = flow;
  return {
    maxTailShare: isRegular ? MAX_TAIL_SHARE : null,
    isText: (line) => {
      if (!isRegular) return true;
      const place = places.get(line);
      return place === 'flow' || place === 'caption' || (place === undefined && isAlike(line));
    },
    isSetApart: (line) => {
      const place = places.get(line);
      return isRegular && place !== undefined && place !== 'flow';
    },
    isBefore: (line, first) => (isRegular ? isAlike(line) || isBesideFlow(line, first) : null),
    isEnd: (text) => SPACED_END.test(text),
    isJunk: (text) => SPACED_JUNK.test(text),
    captionsIn: (body) =>
      filterInSteps(
        body,
        (line, index) =>
          (isRegular && places.get(line) === 'caption') || isCaptionBehind(line, body[index - 1]),
      ),
  };
}

/** Whether a paragraph is the child of an element in which the other line's element stands as well. */
const isBesideFlow = (line: Line, other: Line | undefined): boolean =>
  other !== undefined && line.element.parentElement?.contains(other.element) === true;

/** Whether the line is behind a picture, and no sentence or says whose picture it is. */
function isCaptionBehind(line: Line, before: Line | undefined): boolean {
  const isBehindPicture = before?.text === '' && before.nodes.some(({ nodeType }) => nodeType === 1);
  if (!isBehindPicture || !line.text || line.text.length > MAX_CAPTION) return false;
  if (CREDIT.test(line.text)) return true;
  return line.weight === 0 && !/[.!?:…"”]$/.test(line.text) && !isHeading(line);
}

const isHeading = ({ element, nodes, text }: Line): boolean =>
  nearest(element, /^h[1-6]$/) !== null ||
  nodes.some(
    ({ parentElement, textContent }) =>
      /^(?:strong|b)$/.test(parentElement?.localName ?? '') && textContent?.trim() === text,
  );
