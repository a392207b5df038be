import { isText, textNodes } from './followed-text.ts';

/** A paragraph as a reader sees it: a block of its own, or what stands between two line breaks of a block. */
export interface Paragraph {
  /** What carries it: moving or removing these moves or removes the paragraph. Siblings, in order. */
  nodes: ChildNode[];
  /** Those of its text nodes that can be seen. */
  texts: Text[];
}

/** The paragraphs of a page in its order, made of the text nodes that a reader can see. */
export function paragraphsOf(root: Element, visible: ReadonlySet<Text>): Paragraph[] {
  const blocks = blocksOf(root);
  const paragraphs: Paragraph[] = [];
  const add = (nodes: ChildNode[]) => {
    const texts = nodes.flatMap((node) => (isText(node) ? [node] : textNodes(node)));
    const seen = texts.filter((text) => visible.has(text));
    if (seen.some((text) => text.data.trim() !== '')) paragraphs.push({ nodes, texts: seen });
  };
  const visit = (block: Element) => {
    let run: ChildNode[] = [];
    const close = () => {
      if (run.length > 0) add(run);
      run = [];
    };
    for (const child of block.childNodes) {
      if (isElement(child) && blocks.has(child)) {
        close();
        if (isOneParagraph(child, blocks)) add([child]);
        else visit(child);
      } else if (child.nodeName === 'BR') close();
      else if (child.nodeType !== 8) run.push(child);
    }
    close();
  };
  visit(root);
  return paragraphs;
}

export function textOf(paragraph: Paragraph): string {
  return paragraph.texts.map((text) => text.data).join('');
}

const BLOCKS =
  'address,article,aside,blockquote,body,center,caption,dd,details,dialog,div,dl,dt,fieldset,figcaption,figure,footer,form,h1,h2,h3,h4,h5,h6,header,hr,legend,li,main,nav,ol,p,pre,section,summary,table,tbody,td,tfoot,th,thead,tr,ul';
/** Taking one of these out would shift the rest of its row. */
const CELLS = new Set(['td', 'th', 'caption']);

/** Blocks, and whatever else holds one. */
function blocksOf(root: Element): Set<Element> {
  const blocks = new Set<Element>();
  for (const block of root.querySelectorAll(BLOCKS)) {
    for (let at: Element | null = block; at && at !== root && !blocks.has(at); at = at.parentElement)
      blocks.add(at);
  }
  return blocks;
}

function isOneParagraph(block: Element, blocks: Set<Element>): boolean {
  if (CELLS.has(block.localName)) return false;
  return ![...block.children].some((child) => blocks.has(child) || child.localName === 'br');
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
