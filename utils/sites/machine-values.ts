import { jsonNodes } from '../article/structured-data.ts';

/** One thing the page says about itself for machines, and the name it says it under. */
export interface MachineValue {
  from: 'meta' | 'structured-data';
  name: string;
  text: string;
}

/** `author.name` is two steps; nothing of an article lies deeper. */
const MAX_STEPS = 3;
const MAX_VALUES = 400;

/** Every meta element and every named text of the JSON-LD, in the order of the page. Several values of one name, as of several authors, are joined. */
export function machineValues(document: Document): MachineValue[] {
  return [...metaValues(document), ...structuredValues(document)].slice(0, MAX_VALUES);
}

function metaValues(document: Document): MachineValue[] {
  return [...document.querySelectorAll('meta[content]')].flatMap((element): MachineValue[] => {
    const name =
      element.getAttribute('property') ?? element.getAttribute('name') ?? element.getAttribute('itemprop');
    const text = element.getAttribute('content')?.trim();
    return name && text ? [{ from: 'meta', name, text }] : [];
  });
}

function structuredValues(document: Document): MachineValue[] {
  const found = new Map<string, string[]>();
  const add = (key: string, text: string) => found.set(key, [...(found.get(key) ?? []), text]);
  for (const node of jsonNodes(document)) {
    // The first node that has the key counts: others describe other things of the page.
    const own = new Map<string, string[]>();
    walk(node, '', (key, text) => own.set(key, [...(own.get(key) ?? []), text]));
    for (const [key, texts] of own) if (!found.has(key)) for (const text of texts) add(key, text);
  }
  return [...found].map(([name, texts]) => ({ from: 'structured-data', name, text: texts.join('、') }));
}

function walk(value: unknown, key: string, add: (key: string, text: string) => void): void {
  if (typeof value === 'string' && key !== '' && value.trim() !== '') add(key, value.trim());
  if (Array.isArray(value)) for (const each of value.slice(0, 12)) walk(each, key, add);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  if (key.split('.').length >= MAX_STEPS) return;
  for (const [name, inner] of Object.entries(value)) {
    if (!name.startsWith('@')) walk(inner, key === '' ? name : `${key}.${name}`, add);
  }
}
