import { setTimeout as wait } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { PATIENCE_MS } from './eventually.ts';

/**
 * Our bar and card stand in a closed shadow root, which neither the page nor Playwright can enter; the debugging protocol can. Elements
 * are named by what a reader or a screen reader finds on them.
 */
export interface ClosedRoots {
  /** All text in them. */
  text(): Promise<string>;
  waitForText(text: string): Promise<void>;
  /** A real click on the innermost element whose text, label or tooltip contains the words. */
  click(words: string): Promise<void>;
  /** Whether such an element is there and has a place on the screen. */
  has(words: string): Promise<boolean>;
  /** Where the drawings of a class are in the window, which nobody reads and so nothing else names. */
  boxesOf(className: string): Promise<Box[]>;
  /** What the browser makes of a property on each drawing of a class. */
  stylesOf(className: string, property: string): Promise<string[]>;
  /** Whatever in them a browser could load or follow. */
  addresses(): Promise<string[]>;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

export async function closedRoots(page: Page): Promise<ClosedRoots> {
  const session = await page.context().newCDPSession(page);
  const text = async () => (await readRoots(session)).map(textOf).join('\n');
  const place = async (words: string) => {
    for (const node of matching(await readRoots(session), words)) {
      const middle = await middleOf(session, node.backendNodeId);
      if (middle) return middle;
    }
    return null;
  };
  const ofClass = async (className: string) =>
    allOf(await readRoots(session)).filter((node) => classesOf(node).includes(className));
  return {
    text,
    has: async (words) => (await place(words)) !== null,
    async boxesOf(className) {
      const nodes = await ofClass(className);
      return (await Promise.all(nodes.map(({ backendNodeId }) => boxOf(session, backendNodeId)))).flatMap(
        (box) => box ?? [],
      );
    },
    async stylesOf(className, property) {
      const nodes = await ofClass(className);
      return Promise.all(nodes.map(({ backendNodeId }) => styleOf(session, backendNodeId, property)));
    },
    addresses: async () => allOf(await readRoots(session)).flatMap((node) => attributesOf(node, ADDRESSES)),
    waitForText: async (wanted) => {
      await patiently(async () => ((await text()).includes(wanted) ? true : null), wanted, text);
    },
    click: async (words) => {
      let before: Point | null = null;
      // What still moves can't be hit: a card that grows is put elsewhere.
      const atRest = async () => {
        const now = await place(words);
        const isAtRest = now !== null && now.x === before?.x && now.y === before.y;
        before = now;
        return isAtRest ? now : null;
      };
      const middle = await patiently(atRest, words, text);
      await page.mouse.click(middle.x, middle.y);
    },
  };
}

type Node = Awaited<ReturnType<typeof readRoots>>[number];

/** The closed roots of the page; those of the browser's own controls are of another type. */
async function readRoots(session: CDPSession) {
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  const found: (typeof root)[] = [];
  const visit = (node: typeof root) => {
    found.push(...(node.shadowRoots ?? []).filter(({ shadowRootType }) => shadowRootType === 'closed'));
    for (const child of [...(node.children ?? []), ...(node.shadowRoots ?? [])]) visit(child);
  };
  visit(root);
  return found;
}

/** With the documents of frames: the card's fields stand in such. */
function childrenOf({ children = [], contentDocument }: Node): Node[] {
  return contentDocument ? [...children, contentDocument] : children;
}

/** Innermost first, so that a button is preferred to the bar around it. */
function matching(nodes: Node[], words: string): Node[] {
  const found: Node[] = [];
  const visit = (node: Node) => {
    for (const child of childrenOf(node)) visit(child);
    const isElement = node.nodeType === 1 && node.nodeName !== 'STYLE';
    if (
      isElement &&
      (textOf(node).includes(words) || attributesOf(node, LABELS).some((label) => label.includes(words)))
    ) {
      found.push(node);
    }
  };
  for (const node of nodes) visit(node);
  return found;
}

function textOf(node: Node): string {
  if (node.nodeType === 3) return node.nodeValue;
  if (node.nodeName === 'STYLE') return '';
  return childrenOf(node).map(textOf).join('');
}

const LABELS = new Set(['aria-label', 'title', 'placeholder']);
const ADDRESSES = new Set(['href', 'src', 'srcset', 'action', 'data', 'poster', 'background']);

/** Attributes come as a flat list of names and values. */
function attributesOf({ attributes: flat = [] }: Node, names: ReadonlySet<string>): string[] {
  return flat.filter((_, index) => index % 2 === 1 && names.has(flat[index - 1] ?? ''));
}

function allOf(nodes: Node[]): Node[] {
  return nodes.flatMap((node) => [node, ...allOf(childrenOf(node))]);
}

function classesOf(node: Node): string[] {
  const flat = node.attributes ?? [];
  return (flat[flat.indexOf('class') + 1] ?? '').split(' ');
}

async function boxOf(session: CDPSession, backendNodeId: number): Promise<Box | null> {
  const box = await session.send('DOM.getBoxModel', { backendNodeId }).catch(() => null); // it has no box
  const [left = 0, top = 0, , , right = 0, bottom = 0] = box?.model.content ?? [];
  return box && { left, top, width: right - left, height: bottom - top };
}

async function styleOf(session: CDPSession, backendNodeId: number, property: string): Promise<string> {
  const { object } = await session.send('DOM.resolveNode', { backendNodeId });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: object.objectId ?? '',
    functionDeclaration: 'function (name) { return getComputedStyle(this).getPropertyValue(name); }',
    arguments: [{ value: property }],
    returnByValue: true,
  });
  return String(result.value);
}

async function middleOf(session: CDPSession, backendNodeId: number): Promise<Point | null> {
  const box = await session.send('DOM.getBoxModel', { backendNodeId }).catch(() => null); // it has no box
  const [x1, y1, , , x3, y3] = box?.model.content ?? [];
  if (x1 === undefined || y1 === undefined || x3 === undefined || y3 === undefined) return null;
  if (x3 - x1 < 1 || y3 - y1 < 1) return null;
  return { x: (x1 + x3) / 2, y: (y1 + y3) / 2 };
}

async function patiently<T>(
  look: () => Promise<T | null>,
  words: string,
  text: () => Promise<string>,
): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const found = await look();
    if (found !== null) return found;
    await wait(100);
  }
  throw new Error(`"${words}" did not appear on the page; our part of it shows:\n${await text()}`);
}
