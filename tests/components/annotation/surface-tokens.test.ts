import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const COMPONENTS = resolve(import.meta.dirname, '../../../components');
const read = (path: string) => readFileSync(join(COMPONENTS, path), 'utf8');
const namesOf = (css: string, pattern: RegExp) => new Set([...css.matchAll(pattern)].map(([, name]) => name));

test('a surface in a page uses no token that it does not load', () => {
  const own = readdirSync(join(COMPONENTS, 'annotation'))
    .filter((name) => /\.(?:css|tsx?)$/.test(name))
    .map((name) => read(join('annotation', name)))
    .join('');
  const loaded = read('styles/surface-tokens.css');
  const declared = namesOf(loaded + own, /(--[\w-]+):/g);
  const used = namesOf(loaded + own, /var\((--[\w-]+)/g);
  expect(used.size).toBeGreaterThan(20);
  expect([...used].filter((name) => !declared.has(name))).toEqual([]);
});

test('pages of ours have all tokens, no token twice in one place', () => {
  const [surface, pages] = [read('styles/surface-tokens.css'), read('styles/tokens.css')];
  expect(pages).toContain('@import "./surface-tokens.css";');
  const shared = namesOf(surface, /^ {2}(--[\w-]+):/gm);
  const twice = [...namesOf(pages, /^ {2}(--[\w-]+):/gm)].filter((name) => shared.has(name));
  expect(twice).toEqual([]);
});

test('a surface in a page names no face that could be the page’s own', () => {
  const sheets = readdirSync(join(COMPONENTS, 'annotation')).filter((name) => name.endsWith('.css'));
  const css = [...sheets.map((name) => read(join('annotation', name))), read('note/note-text.css')].join('');
  const faces = [
    ...css.matchAll(/(?<frame>body )?(?<selector>[^{}]*)\{[^{}]*?\bfont(?:-family)?:(?<value>[^;]*);/g),
  ]
    .filter(({ groups }) => groups?.frame === undefined)
    .flatMap(({ groups }) => groups?.value?.match(/(?:"[^"]*"|[a-z-]+)(?=\s*(?:,|$))/g) ?? []);
  expect(new Set(faces)).toEqual(new Set(['system-ui', 'sans-serif', 'serif', 'monospace', 'inherit']));
  expect(css.replace(/body \.hand \{[^}]*\}/, '')).not.toContain('var(--font');
});
