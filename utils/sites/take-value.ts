import { findDate } from '../article/dates.ts';
import { candidate, type FoundValue } from '../article/field.ts';
import { baseAddress, imageAddress } from '../article/images.ts';
import type { Candidate, Evidence } from '../article/reading.ts';
import { cleanText, readLines } from '../article/visible-text.ts';
import { type FieldValue, readValue } from './field-value.ts';
import { labelledValues } from './labelled-values.ts';
import { machineValues } from './machine-values.ts';
import { linesOf, type RulePage } from './rule-page.ts';
import type { RuleField, RuleTake } from './site-rule.ts';

/** A value as a rule found it; null where the page has nothing in that place. */
export type Taken = FoundValue<FieldValue> | null;

/** Elements of a selector that are looked at: the first that gives a value counts. */
const MOST_ELEMENTS = 20;

/** Takes a field's value where a rule says. Reads the page, and runs and changes nothing. */
export function takeValue(page: RulePage, field: RuleField, take: RuleTake): Taken {
  const { document, address, now } = page;
  const read = (text: string) => readValue(field, text, { now, base: baseAddress(document, address) });
  switch (take.from) {
    case 'label':
      return first(labelledValues(page), ({ word, value, line }) => {
        const at = linesOf(page)[line];
        return word === take.word && at ? found(read(value), 'label', at.text, at.element) : null;
      });
    case 'element':
      return takeElement(page, take, field, read);
    case 'meta':
    case 'structured-data': {
      const name = take.from === 'meta' ? take.name : take.key;
      return first(machineValues(document), (value) =>
        value.from === take.from && value.name === name
          ? found(read(value.text), take.from, value.text)
          : null,
      );
    }
    case 'source': {
      const candidates: Candidate<FieldValue>[] = page.reading.fields[field].candidates;
      const of = candidates.find(({ evidence }) => evidence.source === take.source);
      if (!of) return null;
      const element = of.evidence.selector === null ? null : document.querySelector(of.evidence.selector);
      return found(of.value, take.source, of.evidence.text, element);
    }
    case 'text':
      return found(read(take.text), 'reader', '');
    case 'nothing':
      return null;
  }
}

function takeElement(
  page: RulePage,
  { selector, before, part, place }: Extract<RuleTake, { from: 'element' }>,
  field: RuleField,
  read: (text: string) => FieldValue | null,
): Taken {
  const elements = elementsOf(page.document, selector).slice(0, MOST_ELEMENTS);
  return first(elements, (element) => {
    if (!page.isVisible(element)) return null;
    if (field === 'leadImage') {
      const image = imageAddress(element, baseAddress(page.document, page.address));
      return found(image, place, element.getAttribute('alt') ?? '', element);
    }
    const text = textOf(element);
    const own =
      before !== undefined
        ? textAfter(text, before)
        : part !== undefined
          ? partsOf(text, page.now)[part]
          : text;
    return own ? found(read(own), place, text, element) : null;
  });
}

/** A selector comes from another device, or from a file: one that is no selector finds nothing. */
export function elementsOf(document: Document, selector: string): Element[] {
  try {
    return [...document.querySelectorAll(selector)];
  } catch {
    return [];
  }
}

/** What an element says to a reader, its lines one after the other. */
export function textOf(element: Element): string {
  const lines = readLines(element, () => true).map(({ text }) => text);
  return cleanText(lines.join(' '));
}

/** Where a value ends that more words follow: the next label, a date, a bar. */
const END =
  /\s*(?:[|｜]|\s[^\s:：]{1,8}\s*[:：]|\s(?:19|20)\d\d\s*[-/.年]|\s(?:浏览|阅读|点击|字号|分享|打印|收藏)).*$/u;

/** The words of a line of metadata without labels, its date left out: 某某报, 某某, 我要评论. */
export function partsOf(text: string, now: number): string[] {
  const date = findDate(text, now);
  const rest = date ? `${text.slice(0, date.from)} ${text.slice(date.to)}` : text;
  return rest.split(/[\s|｜·]+/).filter((word) => word !== '');
}

function textAfter(text: string, before: string): string | null {
  const at = text.indexOf(before);
  if (at < 0) return null;
  return text.slice(at + before.length).replace(END, '');
}

function found(
  value: FieldValue | null,
  source: Evidence['source'],
  text: string,
  element: Element | null = null,
): Taken {
  return value === null ? null : candidate(value, 1, source, text, element);
}

function first<From>(all: readonly From[], look: (one: From) => Taken): Taken {
  for (const one of all) {
    const taken = look(one);
    if (taken) return taken;
  }
  return null;
}
