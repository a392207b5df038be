import { JSDOM } from 'jsdom';

/** What may become of an article between two visits. `passages` are marked on it; gives what each reads now, null where it is gone. */
export interface PageEdit {
  name: string;
  apply(document: Document, passages: readonly string[]): (string | null)[];
}

/** The page as an editor left it, and what the passages read there. */
export function editPage(
  html: string,
  edit: PageEdit,
  passages: readonly string[],
): { html: string; expected: (string | null)[] } {
  const dom = new JSDOM(html);
  const expected = edit.apply(dom.window.document, passages);
  const edited = dom.serialize();
  dom.window.close();
  return { html: edited, expected };
}

export const PAGE_EDITS: readonly PageEdit[] = [
  { name: 'nothing', apply: (_, passages) => [...passages] },
  {
    name: 'other punctuation',
    apply(document, passages) {
      const narrow = (text: string) =>
        text.replace(/[，。：；！？（）“”]/g, (mark) => NARROW.get(mark) ?? mark);
      for (const node of textNodes(document)) node.data = narrow(node.data);
      return passages.map(narrow);
    },
  },
  {
    name: 'other spaces',
    apply(document, passages) {
      for (const node of textNodes(document)) node.data = `\u00a0${node.data.replace(/(?<=[。，])/g, ' ')}`;
      return passages.map((passage) => passage.replace(/(?<=[。，])/g, ' '));
    },
  },
  {
    name: 'paragraphs put in above',
    apply(document, passages) {
      const first = paragraphOf(document, passages[0]);
      for (const text of [
        '编者按：文中的人名按受访者的意思作了改动。',
        '第二天下了雨，街上没有人。',
        '这一段是后来补的。',
      ])
        first.before(newParagraph(document, text));
      return [...passages];
    },
  },
  {
    name: 'words set in bold',
    apply(document, passages) {
      for (const passage of passages) {
        const node = nodeOf(document, passage);
        const middle = node.splitText(node.data.indexOf(passage) + Math.floor(passage.length / 2));
        middle.splitText(3);
        const bold = document.createElement('strong');
        middle.replaceWith(bold);
        bold.append(middle);
      }
      return [...passages];
    },
  },
  {
    name: 'another template',
    apply(document, passages) {
      const nodes = textNodes(document).filter(({ data }) => data.trim().length > 40);
      const box = document.createElement('main');
      nodes[0]?.parentElement?.before(box);
      for (const { data } of nodes) box.append(newParagraph(document, data));
      for (const node of nodes) node.remove();
      return [...passages];
    },
  },
  {
    name: 'a paragraph moved to the end',
    apply(document, passages) {
      const last = paragraphOf(document, passages.at(-1));
      last.after(paragraphOf(document, passages[0]));
      return [...passages];
    },
  },
  {
    name: 'a passage quoted above the text',
    apply(document, passages) {
      const quote = document.createElement('blockquote');
      quote.textContent = passages[1] ?? '';
      paragraphOf(document, passages[0]).before(quote);
      return [...passages];
    },
  },
  {
    name: 'a character mended in each passage',
    apply: (document, passages) =>
      passages.map((passage) => {
        const middle = Math.floor(passage.length / 2);
        const mended = `${passage.slice(0, middle)}另${passage.slice(middle + 1)}`;
        const node = nodeOf(document, passage);
        node.data = node.data.replace(passage, mended);
        return mended;
      }),
  },
  {
    name: 'a paragraph taken out',
    apply(document, passages) {
      const gone = paragraphOf(document, passages[0]);
      gone.remove();
      return passages.map((passage) => (gone.textContent?.includes(passage) ? null : passage));
    },
  },
  {
    name: 'navigation above and comments below',
    apply(document, passages) {
      const above = document.createElement('nav');
      above.textContent = '首页 行业 观察 专栏 会员 搜索 关于';
      document.body.prepend(above);
      const below = document.createElement('section');
      for (let number = 1; number <= 30; number += 1)
        below.append(newParagraph(document, `${number} 楼：写得真好，我们组里也是这样的。`));
      document.body.append(below);
      return [...passages];
    },
  },
];

/** The page with everything that stands so near a passage in other words, and the passage and what is further away as they were. */
export function rewriteAround(html: string, passage: string, characters: number): string {
  const dom = new JSDOM(html);
  const nodes = textNodes(dom.window.document);
  const own = nodeOf(dom.window.document, passage);
  const start = own.data.indexOf(passage);
  const [before, after] = [own.data.slice(0, start), own.data.slice(start + passage.length)];
  own.data = otherWords(before.slice(-characters)) + passage + otherWords(after.slice(0, characters));
  own.data = before.slice(0, -characters) + own.data + after.slice(characters);
  let left = characters - before.length;
  for (const node of nodes.slice(0, nodes.indexOf(own)).reverse()) {
    if (left <= 0) break;
    const kept = Math.max(0, node.length - left);
    left -= node.length;
    node.data = node.data.slice(0, kept) + otherWords(node.data.slice(kept));
  }
  left = characters - after.length;
  for (const node of nodes.slice(nodes.indexOf(own) + 1)) {
    if (left <= 0) break;
    const changed = Math.min(left, node.length);
    left -= node.length;
    node.data = otherWords(node.data.slice(0, changed)) + node.data.slice(changed);
  }
  const edited = dom.serialize();
  dom.window.close();
  return edited;
}

const otherWords = (text: string): string =>
  text.replace(/\p{Script=Han}/gu, (letter, at: number) =>
    String.fromCharCode(0x4e00 + ((letter.charCodeAt(0) * 31 + at * 17) % 5000)),
  );

const NARROW = new Map([...'，。：；！？（）“”'].map((mark, index) => [mark, ',.:;!?()""'[index] ?? mark]));

function textNodes(document: Document): Text[] {
  const walker = document.createTreeWalker(document.body, 4 /* text */);
  const nodes: Text[] = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    if (isText(node) && node.data.trim() && !/^(?:SCRIPT|STYLE)$/.test(node.parentElement?.nodeName ?? ''))
      nodes.push(node);
  return nodes;
}

const isText = (node: Node): node is Text => node.nodeType === 3;

function nodeOf(document: Document, passage: string | undefined): Text {
  const node = textNodes(document).find(({ data }) => passage !== undefined && data.includes(passage));
  if (!node) throw new Error(`not on the page: ${passage}`);
  return node;
}

/** What moves, or is taken out, with a passage. */
function paragraphOf(document: Document, passage: string | undefined): Element {
  const paragraph = nodeOf(document, passage).parentElement?.closest('p, section, li, h2, div');
  if (!paragraph) throw new Error('text stands in an element');
  return paragraph;
}

function newParagraph(document: Document, text: string): Element {
  const paragraph = document.createElement('p');
  paragraph.textContent = text;
  return paragraph;
}
