import tokens from '../../components/styles/surface-tokens.css?inline';
import { documentOf, documentsOf } from '../../utils/annotation/page-documents.ts';
import type { PaintedMark } from '../../utils/annotation/paint.ts';
import { readPalette } from '../../utils/annotation/palette.ts';
import { elementOf } from '../../utils/annotation/whole-element.ts';
import { own } from '../../utils/shadowed.ts';

/** The surface doesn't print, since paper has other lines than the window. So while the page is printed, rules of its own frame what is marked whole. */
export function printOutlines(signal: AbortSignal): void {
  let styles: HTMLStyleElement[] = [];
  const after = () => {
    for (const style of styles) style.remove();
    styles = [];
  };
  const before = () => {
    const { placed } = globalThis.pageMarks?.state ?? {};
    if (!placed) return;
    after();
    styles = documentsOf(document).map((inner) => {
      const style = inner.createElement('style');
      style.textContent = rulesFor(placed.value.filter(({ range }) => documentOf(range) === inner));
      inner.documentElement.append(style);
      return style;
    });
  };
  addEventListener('beforeprint', before, { signal });
  addEventListener('afterprint', after, { signal });
  signal.addEventListener('abort', after);
}

function rulesFor(marks: PaintedMark[]): string {
  const { line } = readPalette(tokens, 'light');
  return marks
    .flatMap(({ range, colour, look }) => {
      const element = elementOf(range);
      const stroke = look === 'doubtful' ? '2px dashed' : '3px solid';
      return element
        ? `${selectorOf(element)}{outline:${stroke} ${line[colour]}!important;outline-offset:-3px!important}`
        : [];
    })
    .join('\n');
}

/** Of this element alone, as the page stands now. */
function selectorOf(element: Element): string {
  const steps: string[] = [];
  for (let at = element, above = parentOf(at); above; above = parentOf(at)) {
    let place = 1;
    for (let before = beside(at); before; before = beside(before)) place += 1;
    steps.unshift(`:nth-child(${place})`);
    at = above;
  }
  return [':root', ...steps].join('>');
}

const parentOf = (element: Element) => own(element, 'parentElement');
const beside = (element: Element) => own(element, 'previousElementSibling');
