import { eachInSteps, type Steps } from './steps.ts';
import type { Line } from './visible-text.ts';

/** Tells elements that are paragraphs of the kind most of the lines stand in, by name and first class; none is where that has no class. */
export function* alikeParagraphs(lines: readonly Line[]): Steps<(element: Element) => boolean> {
  const kinds = new Map<string, number>();
  let total = 0;
  yield* eachInSteps(lines, ({ element, weight }) => {
    const kind = paragraphKind(element);
    kinds.set(kind, (kinds.get(kind) ?? 0) + weight);
    total += weight;
  });
  const [kind = '', weight = 0] = [...kinds].toSorted((a, b) => b[1] - a[1])[0] ?? [];
  return (element) => kind !== '' && weight > total / 2 && paragraphKind(element) === kind;
}

function paragraphKind(element: Element): string {
  const name = element.classList[0];
  return name ? `${element.localName} ${name.replace(/\d+/g, '')}` : '';
}
