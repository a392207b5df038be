import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Holds the table "Who may import whom" of ARCHITECTURE.md: for each folder, the folders whose values it may import besides itself. Types may be
 * imported from any folder of `utils` and `protocol`. `utils/*` stands for the files that lie in `utils` itself.
 */
const LOOSE = 'utils/*';
const ANYTHING_IN_UTILS = 'utils/';
const TABLE: { from: string; may: string[] }[] = [
  { from: 'entrypoints/', may: ['components/', ANYTHING_IN_UTILS, LOOSE, 'protocol/', 'locales/'] },
  { from: 'components/', may: [ANYTHING_IN_UTILS, LOOSE, 'protocol/', 'locales/'] },
  { from: 'utils/article/', may: ['protocol/', LOOSE] },
  { from: 'utils/annotation/', may: ['protocol/', LOOSE] },
  { from: 'utils/summary/', may: ['protocol/', LOOSE] },
  { from: 'utils/markdown/', may: [] },
  { from: 'utils/search/', may: ['protocol/', LOOSE] },
  { from: 'utils/account/', may: ['protocol/', LOOSE] },
  { from: 'utils/toolbar/', may: ['protocol/', LOOSE, 'locales/'] },
  { from: 'utils/library/', may: ['protocol/', LOOSE, 'utils/search/'] },
  { from: 'utils/sites/', may: ['protocol/', LOOSE, 'utils/article/', 'utils/library/'] },
  ...['keeping', 'reader'].map((folder) => ({
    from: `utils/${folder}/`,
    may: ['protocol/', LOOSE, 'utils/library/', 'utils/article/', 'utils/annotation/'],
  })),
  { from: 'utils/sync/', may: ['protocol/', LOOSE, 'utils/library/', 'utils/account/'] },
  // What scripts in pages import stays small: types of the contract alone.
  ...['call', 'listen-to-notices'].map((file) => ({ from: `utils/messages/${file}.ts`, may: [] })),
  { from: 'utils/messages/', may: [ANYTHING_IN_UTILS, LOOSE, 'protocol/', 'locales/'] },
  { from: LOOSE, may: ['protocol/', LOOSE, 'locales/'] },
  { from: 'service/', may: ['protocol/'] },
  { from: 'protocol/', may: [] },
  { from: 'locales/', may: [] },
];

const ROOT = resolve(import.meta.dirname, '..');
const FOLDERS = ['entrypoints', 'components', 'utils', 'protocol', 'service', 'locales', 'scripts', 'tests'];

describe('who imports whom', () => {
  const files = FOLDERS.flatMap(sourceFiles);
  const imports = new Map(files.map((file) => [file, importsOf(file)]));

  test('reads the imports of every folder', () => {
    const inFolder = (folder: string) => files.filter((file) => file.startsWith(`${folder}/`));
    for (const folder of ['entrypoints', 'utils', 'protocol', 'locales']) {
      expect(inFolder(folder), folder).not.toEqual([]);
    }
    expect(imports.get('protocol/merge.ts')?.values).toContain('protocol/stamps.ts');
    expect(imports.get('utils/library/article-types.ts')?.types).toContain('utils/article/reading.ts');
  });

  test('values come only from the folders that the table allows', () => {
    const wrong = files.flatMap((file) =>
      (imports.get(file)?.values ?? [])
        .filter((target) => !isOutside(target) && !mayImport(file, target))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('types come from the same folders, or from utils and protocol', () => {
    const wrong = files.flatMap((file) =>
      (imports.get(file)?.types ?? [])
        .filter((target) => !isOutside(target) && !mayImport(file, target) && !mayImportType(file, target))
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no file imports itself in a circle', () => {
    const targets = new Map([...imports].map(([file, { values }]) => [file, values]));
    expect(findCircle(targets)).toBeNull();
  });

  test('nor does what the library is made of by its types', () => {
    const all = [...imports].map(([file, { values, types }]): [string, string[]] => [
      file,
      [...values, ...types],
    ]);
    const inLibrary = (file: string) => file.startsWith('utils/library/');
    const targets = all
      .filter(([file]) => inLibrary(file))
      .map(([file, names]): [string, string[]] => [file, names.filter(inLibrary)]);
    expect(findCircle(new Map(targets))).toBeNull();
  });

  test('the polyfill is imported in one place, and never reaches a script in a page', () => {
    const users = files.filter((file) => imports.get(file)?.values.includes('npm:webextension-polyfill'));
    expect(users.filter((file) => !file.startsWith('tests/'))).toEqual(['utils/browser.ts']);
    for (const script of files.filter((file) => /^entrypoints\/[^/]+\.content[./]/.test(file))) {
      expect(reachable(script, imports), script).not.toContain('utils/browser.ts');
    }
  });

  test('reading and marking know no browser API', () => {
    const pure = files.filter((file) => /^utils\/(article|annotation)\//.test(file));
    const wrong = pure.flatMap((file) =>
      (imports.get(file)?.values ?? [])
        .filter((target) => target === 'npm:wxt/browser' || target === 'utils/browser.ts')
        .map((target) => `${file} → ${target}`),
    );
    expect(wrong).toEqual([]);
  });

  test('no index.ts gathers what its neighbours export', () => {
    expect(files.filter((file) => /^(components|utils|protocol)\/(.*\/)?index\.ts$/.test(file))).toEqual([]);
  });
});

test('a circle is found where there is one', () => {
  const circle = findCircle(
    new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['a']],
    ]),
  );
  expect(circle).toEqual(['a', 'b', 'd', 'a']);
});

test('type imports and value imports are told apart', () => {
  const source = [
    "import type { A } from './a.ts';",
    "import { type B, c } from './b.ts';",
    "import { type D } from './d.ts';",
    "import './e.css';",
    "import preact from 'preact';",
    "const f = await import('./f.ts');",
    "export type { G } from './g.ts';",
  ].join('\n');
  expect(readImports(source)).toEqual({
    values: ['./b.ts', './e.css', 'preact', './f.ts'],
    types: ['./a.ts', './d.ts', './g.ts'],
  });
});

interface Imports {
  values: string[];
  types: string[];
}

function sourceFiles(folder: string): string[] {
  try {
    return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter(
        (name) => /\.tsx?$/.test(name) && !name.includes('node_modules') && !name.startsWith('fixtures'),
      )
      .map((name) => join(folder, name))
      .sort();
  } catch {
    return []; // A folder that isn't there imports nothing.
  }
}

function importsOf(file: string): Imports {
  const { values, types } = readImports(readFileSync(join(ROOT, file), 'utf8'));
  const place = (name: string) =>
    name.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), name)) : `npm:${name}`;
  return { values: values.map(place), types: types.map(place) };
}

/** By pattern rather than by parser: our formatter writes every import in one of these forms. */
function readImports(source: string): Imports {
  const found: Imports = { values: [], types: [] };
  const statement =
    /^(?:import|export)\s+(?:(type\s)?([^'";]*?)\s*from\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;
  for (const [, type, names = '', name, dynamic] of source.matchAll(statement)) {
    const target = name ?? dynamic;
    if (target === undefined) continue;
    const listed = /^\{([^}]*)\}$/
      .exec(names.trim())?.[1]
      ?.split(',')
      .map((each) => each.trim());
    const isType = type !== undefined || listed?.every((each) => each === '' || each.startsWith('type '));
    (isType ? found.types : found.values).push(target);
  }
  return found;
}

function isOutside(target: string): boolean {
  return target.startsWith('npm:') || !/\.tsx?$/.test(target);
}

/** The first line of the table that fits decides, so that single files stand before their folder. */
function mayImport(file: string, target: string): boolean {
  if (/^(tests|scripts)\//.test(file)) return true;
  const line = TABLE.find(({ from }) => fits(from, file));
  if (line === undefined) return false;
  const isSameFolder = line.from.endsWith('/') && fits(line.from, target);
  return isSameFolder || line.may.some((allowed) => fits(allowed, target));
}

function mayImportType(file: string, target: string): boolean {
  const isCommon = target.startsWith('utils/') || target.startsWith('protocol/');
  return isCommon && !/^(protocol|service)\//.test(file);
}

function fits(pattern: string, file: string): boolean {
  if (pattern === LOOSE) return /^utils\/[^/]+$/.test(file);
  return pattern.endsWith('/') ? file.startsWith(pattern) : file === pattern;
}

/** The files of the first circle, its first one again at the end. */
function findCircle(targets: Map<string, string[]>): string[] | null {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | null => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return null;
    path.push(file);
    for (const target of targets.get(file) ?? []) {
      const circle = visit(target);
      if (circle !== null) return circle;
    }
    path.pop();
    done.add(file);
    return null;
  };
  for (const file of targets.keys()) {
    const circle = visit(file);
    if (circle !== null) return circle;
  }
  return null;
}

function reachable(start: string, imports: Map<string, Imports>): string[] {
  const seen = new Set([start]);
  for (const file of seen) for (const target of imports.get(file)?.values ?? []) seen.add(target);
  return [...seen];
}
