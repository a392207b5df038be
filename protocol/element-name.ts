import type { Selector } from './selectors.ts';

/** Which element a mark is of, where it is of a whole one: what the `CssSelector` among its selectors says. */
export interface ElementName {
  /** Of the tag. */
  name: string;
  /** Of a picture: absolute. */
  address: string | null;
  /** Of a picture; empty where it has none. */
  alt: string;
}

/** `table`, `img[src="https://…"][alt="…"]`: a selector that any browser understands. */
export function writeElementName({ name, address, alt }: ElementName): string {
  const attribute = (key: string, value: string | null) => (value ? `[${key}="${escapeString(value)}"]` : '');
  return name + attribute('src', address) + attribute('alt', alt);
}

/** The inverse; null for a mark of a passage. */
export function readElementName(selectors: readonly Selector[]): ElementName | null {
  const selector = selectors.find(({ type }) => type === 'CssSelector');
  if (selector?.type !== 'CssSelector') return null;
  const name = /^[a-z]+/.exec(selector.value)?.[0];
  if (name === undefined) return null;
  const attribute = (key: string) => {
    const quoted = new RegExp(`\\[${key}="((?:[^"\\\\]|\\\\.)*)"\\]`, 's').exec(selector.value)?.[1];
    return quoted?.replace(/\\(a |.)/gs, (_, escaped: string) => (escaped === 'a ' ? '\n' : escaped)) ?? null;
  };
  return { name, address: attribute('src'), alt: attribute('alt') ?? '' };
}

/** https://drafts.csswg.org/cssom/#serialize-a-string, of what our texts hold. */
function escapeString(text: string): string {
  return text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\a ');
}
