import { own } from '../shadowed.ts';

/**
 * Whether a page is light or dark where it is read: from the ground behind `place`, since a dark system may show a light page
 * and the other way round. Where no ground is painted (a picture, or nothing), the colour of the text tells.
 */
export function pageTheme(place: Element): 'light' | 'dark' {
  const view = place.ownerDocument.defaultView;
  if (!view) return 'light';
  for (let at: Element | null = place; at; at = own(at, 'parentElement')) {
    const ground = readColour(view.getComputedStyle(at).backgroundColor);
    if (ground && ground.alpha >= 0.5) return luminance(ground) < DARK_GROUND ? 'dark' : 'light';
  }
  const ink = readColour(view.getComputedStyle(place).color);
  return ink && luminance(ink) > LIGHT_INK ? 'dark' : 'light';
}

/** The same where the reader looks: behind the middle of the window. */
export function themeInSight(document: Document): 'light' | 'dark' {
  const { defaultView: view, body } = document;
  const there = view ? document.elementsFromPoint(view.innerWidth / 2, view.innerHeight / 2) : [];
  // What we lay over the page stands beside its body, and says nothing of its ground.
  return pageTheme(there.find((element) => body.contains(element)) ?? body);
}

/** Relative luminance at which black and white text have the same contrast: √(1.05 × 0.05) − 0.05. */
const DARK_GROUND = 0.179;
/** Text this bright can be read on nothing but a dark ground. */
const LIGHT_INK = 0.4;

interface Colour {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** Reads what `getComputedStyle` gives: `rgb(…)` or `rgba(…)`, 0–255, or `color(srgb …)`, 0–1. */
function readColour(text: string): Colour | null {
  const numbers = [...text.matchAll(/[\d.]+(?:e-?\d+)?%?/g)].map(([number]) =>
    number.endsWith('%') ? Number.parseFloat(number) / 100 : Number(number),
  );
  const scale = /^color\(srgb /.test(text) ? 255 : /^rgb/.test(text) ? 1 : null;
  const [red, green, blue, alpha = 1] = numbers;
  if (scale === null || red === undefined || green === undefined || blue === undefined) return null;
  return { red: red * scale, green: green * scale, blue: blue * scale, alpha };
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance({ red, green, blue }: Colour): number {
  const [r, g, b] = [red, green, blue].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
