import { own } from '../shadowed.ts';

/** The XPath of an element from the root: `/html[1]/body[1]/p[2]` from a document, `./p[2]` from an element. */
export function pathOf(root: Element | Document, element: Node): string {
  const steps: string[] = [];
  for (let at: Node | null = element; at && at !== root; at = own(at, 'parentNode')) {
    if (own(at, 'nodeType') === 1) steps.unshift(stepOf(at as Element));
  }
  const start = root.nodeType === 9 ? '' : '.';
  return steps.length > 0 ? `${start}/${steps.join('/')}` : start || '/';
}

/** The inverse, for paths that `pathOf` makes. Null when the page no longer has the element. */
export function elementAt(root: Element | Document, path: string): Node | null {
  let at: Element | Document = root;
  for (const step of path
    .replace(/^\.?\/?/, '')
    .split('/')
    .filter(Boolean)) {
    const [, name, count] = /^([^[\]]+)\[(\d+)\]$/.exec(step) ?? [];
    const children: Element[] = [...own(at, 'children')];
    const next = children.filter((child) => own(child, 'localName') === name)[Number(count) - 1];
    if (!next) return null;
    at = next;
  }
  return at;
}

function stepOf(element: Element): string {
  const name = own(element, 'localName');
  let position = 0;
  for (let at: Element | null = element; at; at = own(at, 'previousElementSibling')) {
    if (own(at, 'localName') === name) position += 1;
  }
  return `${name}[${position}]`;
}
