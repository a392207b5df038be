import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PROJECT_FOLDER } from '../../build-extension.ts';
import type { Answer } from './score.ts';

export const PEERS = join(PROJECT_FOLDER, 'scripts', 'bench', 'anchoring', 'peers');

/** Something that marks passages: `describe` on the page as it is, the function it gives on the page as it has become. */
export interface Engine {
  name: string;
  describe(body: HTMLElement, range: Range): Promise<(body: HTMLElement) => Promise<Answer>>;
}

interface QuoteSelector {
  exact: string;
  prefix?: string;
  suffix?: string;
}

interface TextQuote {
  fromRange(root: Element, range: Range): QuoteSelector;
  toRange(root: Element, selector: QuoteSelector, options: { hint?: number }): Range | null;
}

interface TextPosition {
  fromRange(root: Element, range: Range): { start: number };
}

interface ApacheAnnotator {
  describeTextQuote(range: Range, scope: Element): Promise<QuoteSelector & { type: string }>;
  createTextQuoteSelectorMatcher(selector: QuoteSelector): (scope: Element) => AsyncIterable<Range>;
}

/** The peers as their documents say to use them. Neither knows doubt: what it gives, it has found. */
export async function loadPeers(): Promise<Engine[]> {
  const quote: { default: TextQuote } = await load('dom-anchor-text-quote/index.js');
  const position: { default: TextPosition } = await load('dom-anchor-text-position/index.js');
  const apache: ApacheAnnotator = await load('@apache-annotator/dom/lib/index.js');
  return [domAnchor(quote.default, position.default), apacheAnnotator(apache)];
}

/** The page's own globals, as a script in it finds them: the peers take them for granted. Ours asks the page it is given. */
function enter(body: HTMLElement): void {
  const document = body.ownerDocument;
  const window = document.defaultView;
  if (!window) throw new Error('a page without a window');
  const { Node, NodeFilter, Range } = window;
  Object.assign(globalThis, { document, Node, NodeFilter, Range });
}

async function load<T>(path: string): Promise<T> {
  return await import(pathToFileURL(join(PEERS, 'node_modules', path)).href);
}

function domAnchor(quote: TextQuote, position: TextPosition): Engine {
  return {
    name: 'dom-anchor-text-quote',
    async describe(body, range) {
      enter(body);
      const selector = quote.fromRange(body, range);
      const { start } = position.fromRange(body, range);
      return async (now) => {
        enter(now);
        return answer(quote.toRange(now, selector, { hint: start }));
      };
    },
  };
}

function apacheAnnotator(apache: ApacheAnnotator): Engine {
  return {
    name: '@apache-annotator/dom',
    async describe(body, range) {
      enter(body);
      const selector = await apache.describeTextQuote(range, body);
      const match = apache.createTextQuoteSelectorMatcher(selector);
      return async (now) => {
        enter(now);
        for await (const first of match(now)) return answer(first);
        return answer(null);
      };
    },
  };
}

function answer(range: Range | null): Answer {
  return { status: range ? 'found' : 'lost', range };
}
