/** Texts as the scoring compares them. */

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Without case, width, punctuation and white space. */
export function foldWords(text: string | null | undefined): string {
  return (text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\s]+/gu, '');
}

/** Of Chinese text each character of the script is a token, and so is each run of other letters and digits; elsewhere words are. */
export function tokensOf(text: string, isChinese: boolean): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  if (!isChinese) return words;
  return words.flatMap((word) => word.match(PIECES) ?? []);
}

const PIECES = new RegExp(`${CJK.source}|(?:(?!${CJK.source}).)+`, 'gu');

const SKIPPED = /^(?:SCRIPT|STYLE|NOSCRIPT|TEMPLATE|HEAD|IFRAME|SVG)$/i;
const INLINE =
  /^(?:A|ABBR|B|BDI|BDO|CITE|CODE|DATA|DEL|DFN|EM|FONT|I|INS|KBD|MARK|Q|RUBY|S|SAMP|SMALL|SPAN|STRONG|SUB|SUP|TIME|U|VAR|WBR)$/i;

/** The text below a node, a line a block. */
export function textBelow(root: Node): string {
  let text = '';
  const walk = (node: Node) => {
    if (node.nodeType === 3) text += node.nodeValue ?? '';
    if ((node.nodeType !== 1 && node.nodeType !== 11) || SKIPPED.test(node.nodeName)) return;
    const edge = INLINE.test(node.nodeName) ? '' : '\n';
    text += edge;
    for (let child = node.firstChild; child; child = child.nextSibling) walk(child);
    text += edge;
  };
  walk(root);
  return text
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n[\n ]*/g, '\n')
    .trim();
}
