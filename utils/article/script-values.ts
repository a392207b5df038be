import { IS_HAN } from './characters.ts';
import type { NamedElements } from './named-elements.ts';

/** What a page's own scripts say of it, as plain assignments (`var publish_time = "2020-02-11"`, `"pubtime": '…'`): read as text, never run. */
export interface ScriptValues {
  published: string | null;
  updated: string | null;
  source: string | null;
}

/** Longer scripts are programs or page state of many articles. */
const MAX_SCRIPT_CHARACTERS = 120_000;
const MAX_ALL_CHARACTERS = 600_000;

const KEYS = {
  published:
    /^(?:(?:ori_)?create_?time|ct|(?:article|news|doc|page)?_?(?:publish|pub|release|issue|post|rel)_?(?:ed)?_?(?:time|date|at)|ptime)$/i,
  updated: /^(?:update_?(?:time|date)|modify_?(?:time|date)|last_?mod(?:ified)?|up_?date)$/i,
  source:
    /^(?:(?:article|news|media|copy)_?(?:source|from)|source(?:_?name)?|media_?name|origin(?:al)?_?source)$/i,
};
const ASSIGNED =
  /(?<![\w$-])["']?([a-z_]{2,24})["']?\s*[:=]\s*(?:["']([^"'\\<>{}\n]{2,40})["']|(1\d{9}(?:\d{3})?)(?=\s*[,;}]))/gi;

/** A key that is given several values belongs to a list of articles: it says nothing of this one. */
export function readScripts(elements: NamedElements): ScriptValues {
  const values = { published: new Set<string>(), updated: new Set<string>(), source: new Set<string>() };
  let read = 0;
  for (const script of elements.getElementsByTagName('script')) {
    if (script.hasAttribute('src') || script.getAttribute('type')?.includes('ld+json')) continue;
    const text = script.textContent ?? '';
    if (text.length > MAX_SCRIPT_CHARACTERS) continue;
    read += text.length;
    if (read > MAX_ALL_CHARACTERS) break;
    for (const [, key = '', quoted, number] of text.matchAll(ASSIGNED)) {
      const value = (quoted ?? number ?? '').trim();
      const isDate = /^(?:1\d{9}(?:\d{3})?|(?:19|20)\d{2}[-/.年]?\d{1,2}[-/.月]?\d{1,2}.{0,20})$/.test(value);
      if (isDate && KEYS.published.test(key)) values.published.add(value);
      else if (isDate && KEYS.updated.test(key)) values.updated.add(value);
      else if (IS_HAN.test(value) && KEYS.source.test(key)) values.source.add(value);
    }
  }
  return { published: only(values.published), updated: only(values.updated), source: only(values.source) };
}

/** The one value, or of several the one that says the same to the second: 2020-02-11 beside 2020-02-11 09:30. */
function only(values: ReadonlySet<string>): string | null {
  const [longest, ...others] = [...values].toSorted((one, other) => other.length - one.length);
  return longest !== undefined && others.every((other) => longest.startsWith(other)) ? longest : null;
}
